/* What is being written goes to the server by itself, photos are made smaller before they travel, look-alikes are
   looked for while typing. Pages work without any of it; words stand in attributes that the templates wrote. */
(function () {
  'use strict';
  var d = document, QUIET = 2500, LOOK_AFTER = 700, SIDE = 1600, QUALITY = 0.85;
  function all(selector, within) { return [].slice.call((within || d).querySelectorAll(selector)); }
  function say(element, text) { if (element) element.textContent = text || ''; }
  function typed(form) {
    var data = new FormData(form);
    all('[type=file]', form).forEach(function (input) { data.delete(input.name); });
    return data;
  }
  function post(address, data, fragment) {
    return fetch(address, { method: 'POST', body: data, credentials: 'same-origin', headers: fragment ? { 'X-Fragment': '1' } : {} })
      .then(function (response) { return response.ok && !response.redirected ? response.text() : Promise.reject(response); });
  }
  function replace(element, html) {
    var fresh = new DOMParser().parseFromString(html, 'text/html').body.firstElementChild;
    if (element && fresh && fresh.id === element.id) element.replaceWith(fresh);
  }

  /* ---- <form data-keep>: kept 2.5 s after the last key, and when the page is left; [data-kept] says so ------------ */
  all('form[data-keep]').forEach(function (form) {
    var line = d.querySelector('[data-kept]'), waiting = null, changed = false, running = false;
    function keep() {
      waiting = null;
      if (!changed || form.dataset.sent) return;
      if (running) { waiting = setTimeout(keep, QUIET); return; }
      changed = false; running = true;
      var data = typed(form); data.set('act', 'keep');
      post(form.action, data).then(function (words) { running = false; say(line, '✓ ' + words); }, function (answer) {
        running = false; changed = true;
        say(line, line && (answer && answer.redirected ? line.dataset.out : line.dataset.lost));
        form.dispatchEvent(new CustomEvent('keep', { bubbles: true }));
      });
    }
    function later() { changed = true; clearTimeout(waiting); waiting = setTimeout(keep, QUIET); }
    form.addEventListener('input', later); form.addEventListener('change', later);
    function leave() {
      if (!changed || form.dataset.sent || !navigator.sendBeacon) return;
      var data = typed(form); data.set('act', 'keep');
      if (navigator.sendBeacon(form.action, data)) changed = false;
    }
    window.addEventListener('pagehide', leave);
    d.addEventListener('visibilitychange', function () { if (d.hidden) leave(); });
  });

  /* ---- two buttons for photos: camera and album; every photo is sent as soon as it is chosen ----------------------- */
  function smaller(file) {
    return new Promise(function (done) {
      var address = URL.createObjectURL(file), picture = new Image();
      function as_it_is() { URL.revokeObjectURL(address); done(file); }
      picture.onerror = as_it_is;
      picture.onload = function () {
        var scale = Math.min(1, SIDE / Math.max(picture.naturalWidth, picture.naturalHeight)), canvas = d.createElement('canvas');
        canvas.width = Math.round(picture.naturalWidth * scale); canvas.height = Math.round(picture.naturalHeight * scale);
        canvas.getContext('2d').drawImage(picture, 0, 0, canvas.width, canvas.height);
        canvas.toBlob(function (blob) {
          URL.revokeObjectURL(address);
          done(blob && blob.size < file.size ? new File([blob], file.name.replace(/\.\w+$/, '') + '.jpg', { type: 'image/jpeg' }) : file);
        }, 'image/jpeg', QUALITY);
      };
      picture.src = address;
    });
  }
  all('[data-pickers]').forEach(function (row) {
    var form = row.closest('form'), plain = form.querySelector('[data-plain-picker]'), line = form.querySelector('[data-photo-said]');
    if (!window.File || !window.Promise || !HTMLCanvasElement.prototype.toBlob) return;
    row.hidden = false; plain.hidden = true;
    all('[data-pick]', row).forEach(function (button) {
      var input = d.createElement('input');
      input.type = 'file'; input.hidden = true; input.accept = 'image/*';
      if (button.dataset.pick === 'camera') input.setAttribute('capture', 'environment'); else input.multiple = true;
      row.appendChild(input);
      button.addEventListener('click', function () { input.click(); });
      input.addEventListener('change', function (event) {
        event.stopPropagation();
        var files = [].slice.call(input.files);
        if (!files.length) return;
        say(line, line.dataset.busy); row.setAttribute('aria-busy', 'true');
        Promise.all(files.map(smaller)).then(function (small) {
          var data = typed(form); data.set('act', 'photos');
          small.forEach(function (file) { data.append('photos', file); });
          return post(form.action, data, true);
        }).then(function (html) { replace(d.getElementById('photo-list'), html); say(line, ''); }, function () { say(line, line.dataset.lost); })
          .then(function () { input.value = ''; row.removeAttribute('aria-busy'); });
      });
    });
  });

  /* ---- <form data-look-up="/address/" data-into="#hints">: fields with data-look are looked for after a pause ------ */
  all('form[data-look-up]').forEach(function (form) {
    var waiting = null, last = '';
    function look() {
      var now = all('[data-look]', form).map(function (field) { return field.value.trim(); }).join('\n');
      if (now === last || !now.trim()) return;
      last = now;
      post(form.dataset.lookUp, typed(form), true).then(function (html) { replace(d.querySelector(form.dataset.into), html); }, function () { last = ''; });
    }
    form.addEventListener('change', function (event) {
      if (event.target.hasAttribute('data-look')) { clearTimeout(waiting); waiting = setTimeout(look, LOOK_AFTER); }
    });
  });
})();
