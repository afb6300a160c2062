/* Signing by hand on a tablet or phone: strokes are kept as vectors, redrawn when the screen turns, and sent with a form.

   The hidden field `strokes` gets JSON: {"width", "height" (css pixels of the box), "started", "ended" (milliseconds since 1970
   by this device: evidence of pace, never of time), "turned" (how often the box changed), "pointer", "strokes": [[[x, y,
   milliseconds since started, pressure], …], …]}. */
(function () {
  'use strict';
  var LEAST_STROKES = 2, LEAST_POINTS = 50; // documents.strokes judges again, by the same figures
  var root = document.querySelector('[data-sign]');
  if (!root || !window.SignaturePad) return;
  var box = root.querySelector('[data-pad]'), canvas = box.querySelector('canvas'), guide = box.querySelector('.guide');
  var line = root.querySelector('[data-pad-say]'), field = root.querySelector('[name=strokes]'), form = field.form;
  var submit = form.querySelector('[type=submit]') || document.querySelector('[form="' + form.id + '"][type=submit]');
  var buttons = { undo: root.querySelector('[data-undo]'), redo: root.querySelector('[data-redo]'), clear: root.querySelector('[data-clear]') };
  var home = null;      // the box that all strokes are stored in: the one of the first stroke
  var view = { scale: 1, x: 0, y: 0, width: 0, height: 0 };
  var strokes = [], undone = [], turned = 0, pointer = '';
  var pad = new window.SignaturePad(canvas, { minWidth: 1.4, maxWidth: 4.2, penColor: '#101820', throttle: 8, minDistance: 2 });

  function moved(points, change) { return points.map(function (point) { return Object.assign({}, point, change(point)); }); }
  function toScreen(point) { return { x: point.x * view.scale + view.x, y: point.y * view.scale + view.y }; }
  function toHome(point) { return { x: (point.x - view.x) / view.scale, y: (point.y - view.y) / view.scale }; }
  function onScreen() { return strokes.map(function (stroke) { return Object.assign({}, stroke, { points: moved(stroke.points, toScreen) }); }); }

  function draw() { pad.clear(); if (strokes.length) pad.fromData(onScreen()); }

  /* The whole ink and the box it began in stay visible, in proportion and centred, however the screen is turned. */
  function fit() {
    var width = canvas.offsetWidth, height = canvas.offsetHeight, ratio = Math.max(window.devicePixelRatio || 1, 1);
    if (!width || (width === view.width && height === view.height)) return;
    if (view.width && strokes.length) turned += 1;
    canvas.width = width * ratio; canvas.height = height * ratio; canvas.getContext('2d').scale(ratio, ratio);
    view = { scale: 1, x: 0, y: 0, width: width, height: height };
    if (strokes.length) {
      var left = 0, top = 0, right = home.width, bottom = home.height;
      strokes.forEach(function (stroke) {
        stroke.points.forEach(function (point) {
          left = Math.min(left, point.x); right = Math.max(right, point.x); top = Math.min(top, point.y); bottom = Math.max(bottom, point.y);
        });
      });
      view.scale = Math.min(width / (right - left), height / (bottom - top));
      view.x = (width - (right - left) * view.scale) / 2 - left * view.scale;
      view.y = (height - (bottom - top) * view.scale) / 2 - top * view.scale;
    }
    draw();
  }

  function points() { return strokes.reduce(function (sum, stroke) { return sum + stroke.points.length; }, 0); }
  function enough() { return strokes.length >= LEAST_STROKES && points() >= LEAST_POINTS; }
  function update() {
    buttons.undo.disabled = buttons.clear.disabled = !strokes.length;
    buttons.redo.disabled = !undone.length;
    guide.classList.toggle('guide--faint', strokes.length > 0);
    if (submit) submit.setAttribute('aria-disabled', String(!enough()));
    line.textContent = strokes.length ? (enough() ? line.dataset.ready : line.dataset.more) : '';
  }

  function packed() {
    var shown = onScreen(), started = strokes[0].points[0].time, ended = started;
    var lines = shown.map(function (stroke) {
      return stroke.points.map(function (point) {
        ended = Math.max(ended, point.time);
        return [Math.round(point.x * 10) / 10, Math.round(point.y * 10) / 10, Math.round(point.time - started), Math.round((point.pressure || 0) * 1000) / 1000];
      });
    });
    return JSON.stringify({ width: view.width, height: view.height, started: started, ended: ended, turned: turned, pointer: pointer, strokes: lines });
  }

  pad.addEventListener('beginStroke', function (event) { pointer = (event.detail.event || event.detail).pointerType || pointer; });
  pad.addEventListener('endStroke', function () {
    var drawn = pad.toData(), latest = drawn[drawn.length - 1];
    if (!latest || drawn.length <= strokes.length) return;
    if (!strokes.length) { home = { width: view.width, height: view.height }; view.scale = 1; view.x = view.y = 0; }
    strokes.push(Object.assign({}, latest, { points: moved(latest.points, toHome) }));
    undone = []; update();
  });
  buttons.undo.addEventListener('click', function () { undone.push(strokes.pop()); draw(); update(); });
  buttons.redo.addEventListener('click', function () { strokes.push(undone.pop()); draw(); update(); });
  buttons.clear.addEventListener('click', function () { strokes = []; undone = []; home = null; view.scale = 1; view.x = view.y = 0; draw(); update(); });
  form.addEventListener('submit', function (event) {
    if (!enough()) {
      event.preventDefault(); line.textContent = strokes.length ? line.dataset.more : line.dataset.empty;
      box.scrollIntoView({ block: 'nearest' }); return;
    }
    field.value = packed();
  });
  window.addEventListener('resize', fit);
  if (window.ResizeObserver) new window.ResizeObserver(fit).observe(canvas);
  root.querySelector('[data-pad-tools]').hidden = false;
  fit(); update();
})();
