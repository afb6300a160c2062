/* Comfort on top of pages that work without it. Every behaviour is an attribute of the html the server wrote;
   all words come from templates/components/words.html; no dependency, no eval, no storage on shared devices. */
(function () {
  'use strict';
  var d = document, body = d.body, words = (d.getElementById('words') || { dataset: {} }).dataset;
  var KEEP_DAYS = 3, PROBE_SECONDS = 8, GUARD_SECONDS = 30;
  function all(selector, within) { return [].slice.call((within || d).querySelectorAll(selector)); }
  function on(type, act) { d.addEventListener(type, act); }
  function say(element, text) { if (element) element.textContent = text; }
  function word(name, value) { return (words[name] || '').replace('%s', value); }
  function closest(event, selector) { return event.target.closest ? event.target.closest(selector) : null; }
  function notice(kind, text) {
    var line = d.createElement('div'); line.className = 'notice notice--' + kind; line.setAttribute('role', 'alert');
    var inner = d.createElement('div'); inner.textContent = text; line.appendChild(inner);
    return line;
  }

  /* ---- what was typed, kept in this browser until it has arrived ---------------------------------------------- */
  var shared = body.hasAttribute('data-shared-device');
  var store = null;
  try { store = shared ? null : window.localStorage; } catch (e) { store = null; }
  var PREFIX = 'typed:' + (body.dataset.user || '') + ':';
  function keyOf(form) { return PREFIX + location.pathname + '#' + all('form').indexOf(form); }
  function read(key) { try { return JSON.parse(store.getItem(key)); } catch (e) { return null; } }
  function forget(key) { try { store.removeItem(key); } catch (e) { /* storage is closed: nothing was kept */ } }
  function keys(prefix) { var found = []; if (store) for (var i = 0; i < store.length; i++) if (store.key(i).indexOf(prefix) === 0) found.push(store.key(i)); return found; }
  function keeps(form) { return store && form.method === 'post' && !form.querySelector('[type=password]') && !form.hasAttribute('data-leave') && !form.closest('.top, .cz-top'); }
  function kept(field) { return field.name && field.name !== 'csrfmiddlewaretoken' && !/^(hidden|password|file|submit|button)$/.test(field.type) && field.autocomplete !== 'one-time-code' && !field.hasAttribute('data-secret'); }
  function typed(form) {
    return [].slice.call(form.elements).filter(kept).map(function (field) {
      return [field.name, /^(checkbox|radio)$/.test(field.type) ? [field.value, field.checked] : field.value];
    });
  }
  function keep(form) {
    if (!keeps(form)) return '';
    var mark = Date.now().toString(36) + Math.random().toString(36).slice(2, 8);
    try { store.setItem(keyOf(form), JSON.stringify({ mark: mark, at: Date.now(), fields: typed(form) })); } catch (e) { /* full or closed: the page itself still holds the text */ }
    return mark;
  }
  function fill(form, fields) {
    var seen = {}, changed = false;
    fields.forEach(function (pair) {
      var same = [].slice.call(form.elements).filter(function (field) { return field.name === pair[0] && kept(field); });
      if (Array.isArray(pair[1])) {
        same.forEach(function (field) { if (field.value === pair[1][0] && field.checked !== pair[1][1]) { field.checked = pair[1][1]; changed = true; } });
        return;
      }
      var field = same[seen[pair[0]] = pair[0] in seen ? seen[pair[0]] + 1 : 0];
      if (field && field.value !== pair[1]) { field.value = pair[1]; changed = true; }
    });
    return changed;
  }
  function restore(form) {
    var key = keyOf(form), entry = read(key);
    if (!entry || form.querySelector('.has-error')) return forget(key);
    if (!fill(form, entry.fields)) return forget(key);
    var line = notice('info', word('restored')), button = d.createElement('button');
    button.type = 'button'; button.className = 'btn'; button.textContent = word('forget');
    button.addEventListener('click', function () { forget(key); form.reset(); line.remove(); });
    line.classList.add('restored'); line.setAttribute('role', 'status'); line.appendChild(button);
    form.insertBefore(line, form.firstChild);
  }
  function settle() {
    /* The server names the form it has taken in (mediation/arrivals.py); whatever it has not named may not have arrived. */
    var arrived = (/(?:^|; )arrived=([a-z0-9]+)/.exec(d.cookie) || [])[1];
    if (arrived) d.cookie = 'arrived=; path=/; max-age=0; samesite=lax';
    keys('typed:').forEach(function (key) {
      var entry = read(key) || {};
      if (!(Date.now() - entry.at < KEEP_DAYS * 864e5) || (arrived && entry.mark === arrived)) forget(key);
    });
  }
  if (store) { settle(); all('form').forEach(function (form) { if (keeps(form)) restore(form); }); }
  on('submit', function (event) { if (event.target.hasAttribute('data-leave')) keys('typed:').forEach(forget); });
  on('keep', function (event) { keep(event.target); });  /* keep.js could not reach the server */

  /* ---- one tap, one submit; without network the page and its text stay ----------------------------------------- */
  var pressed = null;
  on('click', function (event) { var button = closest(event, 'button, input[type=submit]'); if (button && button.form) pressed = button; });
  function reached(then, failed) {
    var mark = d.querySelector('link[rel=icon]');
    if (navigator.onLine === false || !window.fetch || !mark) return navigator.onLine === false ? failed() : then();
    var late = setTimeout(function () { late = null; failed(); }, PROBE_SECONDS * 1000);
    function answer(act) { return function () { if (late === null) return; clearTimeout(late); late = null; act(); }; }
    fetch(mark.href, { method: 'HEAD', cache: 'no-store', credentials: 'omit' }).then(answer(then), answer(failed));
  }
  function release(form, button) {
    delete form.dataset.sent;
    if (!button) return;
    button.removeAttribute('aria-disabled');
    if (button.dataset.was) { button.textContent = button.dataset.was; delete button.dataset.was; }
  }
  function hold(form, button) {
    form.dataset.sent = '1';
    if (button) {
      button.setAttribute('aria-disabled', 'true');
      if (button.dataset.busy) { button.dataset.was = button.textContent; button.textContent = button.dataset.busy; }
    }
    setTimeout(function () { release(form, button); }, GUARD_SECONDS * 1000);
  }
  function hidden(form, name, value) {
    var input = d.createElement('input'); input.type = 'hidden'; input.name = name; input.value = value; input.setAttribute('data-added', '');
    form.appendChild(input);
  }
  function send(form, button, mark) {
    /* form.submit() leaves out the pressed button: its name, value and address travel in its place. */
    all('[data-added]', form).forEach(function (old) { old.remove(); });
    if (button && button.name) hidden(form, button.name, button.value);
    if (mark) hidden(form, 'typed_mark', mark);
    if (button && button.hasAttribute('formaction')) form.action = button.formAction;
    HTMLFormElement.prototype.submit.call(form);
  }
  function complain(form, button) {
    release(form, button); keep(form);
    var line = form.querySelector('.offline') || notice('bad', ''); line.classList.add('offline');
    line.firstChild.textContent = '';
    var row = button && form.contains(button) ? button.closest('.btn-row, .actionbar') || button : null;
    if (row && row !== form && row.parentNode) row.parentNode.insertBefore(line, row); else form.appendChild(line);
    line.firstChild.textContent = word('offline');
    line.scrollIntoView({ block: 'nearest' });
  }
  on('submit', function (event) {
    var form = event.target, button = event.submitter || (pressed && pressed.form === form ? pressed : null);
    if (event.defaultPrevented) return;
    if (form.dataset.sent) return event.preventDefault();
    if (form.method !== 'post' || form.hasAttribute('data-leave')) return;  /* leaving waits for nothing */
    event.preventDefault(); hold(form, button);
    reached(function () { send(form, button, keep(form)); }, function () { complain(form, button); });
  });
  window.addEventListener('pageshow', function (event) { if (event.persisted) all('form[data-sent]').forEach(function (form) { release(form, form.querySelector('[aria-disabled]')); }); });

  /* ---- a file that is too large is said before it travels: <input type=file data-limit="20"> in MB -------------- */
  on('change', function (event) {
    var input = event.target;
    if (!input.dataset || !input.dataset.limit || !input.files) return;
    var old = input.parentNode.querySelector('.too-big'); if (old) old.remove();
    if ([].some.call(input.files, function (file) { return file.size > input.dataset.limit * 1048576; })) {
      var line = d.createElement('p'); line.className = 'errorlist too-big'; line.setAttribute('role', 'alert'); line.textContent = word('tooBig', input.dataset.limit);
      input.parentNode.insertBefore(line, input); input.value = '';
    }
  });

  /* ---- poll a fragment: <div data-poll="/jobs/7/" data-every="3">; the server ends it by leaving data-poll out --- */
  function poll(element) {
    setTimeout(function () {
      if (d.hidden) return poll(element);
      fetch(element.dataset.poll, { credentials: 'same-origin', headers: { 'X-Fragment': '1' } })
        .then(function (response) { return response.ok ? response.text() : Promise.reject(); })
        .then(function (html) {
          var fresh = new DOMParser().parseFromString(html, 'text/html').body.firstElementChild;
          if (!fresh || fresh.isEqualNode(element)) return poll(element);
          element.replaceWith(fresh); if (fresh.dataset.poll) poll(fresh);
        })
        .catch(function () { poll(element); });
    }, 1000 * (element.dataset.every || 30));
  }
  all('[data-poll]').forEach(poll);

  /* ---- a long list filtered by text, pinyin or initials: <input data-filters="#list" data-count="#n">, items with data-k */
  all('[data-filters]').forEach(function (input) {
    var list = d.querySelector(input.dataset.filters), count = d.querySelector(input.dataset.count);
    var box = input.closest('[hidden]'); if (box) box.hidden = false;
    input.addEventListener('input', function () {
      var wanted = input.value.trim().toLowerCase().replace(/\s+/g, ''), found = 0;
      all('[data-k]', list).forEach(function (item) {
        var fits = !wanted || (item.textContent.replace(/\s+/g, '') + ' ' + item.dataset.k).toLowerCase().indexOf(wanted) > -1;
        item.hidden = !fits; if (fits) found++;
      });
      say(count, wanted ? (found ? word('found', found) : word('none')) : '');
    });
    input.addEventListener('keydown', function (event) { if (event.key === 'Enter' && !event.isComposing) event.preventDefault(); });
  });

  /* ---- what to do with the ticked rows: <form data-bulk> holds <div data-bulk-bar> and ticks named as they are --- */
  all('[data-bulk]').forEach(function (form) {
    var bar = form.querySelector('[data-bulk-bar]');
    function count() {
      var ticked = all('.tick', form).filter(function (tick) { tick.closest('tr').setAttribute('aria-selected', String(tick.checked)); return tick.checked; }).length;
      bar.hidden = !ticked; say(bar.querySelector('[data-bulk-count]'), word('chosen', ticked));
    }
    form.addEventListener('change', count);
    form.addEventListener('click', function (event) { if (closest(event, '[data-bulk-none]')) { all('.tick', form).forEach(function (tick) { tick.checked = false; }); count(); } });
    count();
  });

  /* ---- copy, print, read aloud, menus, focus on errors ------------------------------------------------------------ */
  on('click', function (event) {
    var copy = closest(event, '[data-copy]');
    if (copy && navigator.clipboard) navigator.clipboard.writeText(copy.dataset.copy).then(function () { say(copy.querySelector('[data-t]') || copy, word('copied')); });
    if (closest(event, '[data-print]')) window.print();
    all('details.menu[open]').forEach(function (menu) { if (!menu.contains(event.target)) menu.open = false; });
  });
  all('[data-speak]').forEach(function (button) {
    var voice = window.speechSynthesis, label = button.querySelector('span') || button, was = label.textContent, tongue = d.documentElement.lang.slice(0, 2);
    if (!voice) return;
    function quiet() { button.setAttribute('aria-pressed', 'false'); say(label, was); }
    /* Only with a voice of the page's own language: a Chinese voice spells Russian out letter by letter. Some browsers learn their voices late. */
    function offer() {
      var own = voice.getVoices().filter(function (one) { return one.lang.slice(0, 2).toLowerCase() === tongue || (tongue === 'zh' && /^cmn/i.test(one.lang)); });
      button.hidden = !own.length; return own[0];
    }
    offer();
    if (voice.addEventListener) voice.addEventListener('voiceschanged', offer); else voice.onvoiceschanged = offer;
    button.addEventListener('click', function () {
      if (voice.speaking || voice.pending) { voice.cancel(); return quiet(); }
      var text = all(button.dataset.speak).map(function (part) { return part.innerText; }).join('\n');
      var speech = new SpeechSynthesisUtterance(text), own = offer(); speech.lang = own ? own.lang : d.documentElement.lang; speech.voice = own || null; speech.rate = 0.85; speech.onend = speech.onerror = quiet;
      voice.speak(speech); button.setAttribute('aria-pressed', 'true'); say(label, word('stop'));
    });
    window.addEventListener('pagehide', function () { voice.cancel(); });
  });
  var summary = d.querySelector('.error-summary'); if (summary) summary.focus();
  all('[data-copy], [data-print]').forEach(function (button) { button.hidden = false; });

  /* ---- keys for staff at a desk: / search, J K move, others by data-key; silent while somebody writes ------------- */
  on('keydown', function (event) {
    if (event.key === 'Escape') { all('details.menu[open]').forEach(function (menu) { menu.open = false; menu.querySelector('summary').focus(); }); return; }
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey || /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName) || body.dataset.keys === 'off') return;
    var target = /^[a-z0-9/?]$/i.test(event.key) ? d.querySelector('[data-key="' + event.key.toLowerCase() + '"]') : null;
    if (target) { event.preventDefault(); target.focus(); if (target.tagName !== 'INPUT') target.click(); return; }
    var step = { j: 1, k: -1 }[event.key.toLowerCase()];
    if (!step) return;
    var rows = all('[data-row] a:first-of-type'), next = rows[Math.max(0, Math.min(rows.length - 1, rows.indexOf(d.activeElement) + step))];
    if (next) { event.preventDefault(); next.focus(); }
  });
})();
