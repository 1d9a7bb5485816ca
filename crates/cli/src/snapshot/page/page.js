'use strict';
// The state of the page is in its address, so that a view can be passed on: #t3&mode=swipe&share=30&marks=off
const $ = (selector) => [...document.querySelectorAll(selector)];
const root = document.documentElement;
const share = document.getElementById('share');
const marks = document.getElementById('marks');
const MARK = /\n<style>\.seqwright-changed\{[^}]*\}<\/style>/;
const HEAD = 'data:image/svg+xml;base64,';

function mode() {
  const chosen = document.querySelector('input[name=mode]:checked');
  return chosen ? chosen.value : 'side';
}

// The marks are one line of style in each picture; without it the picture is unchanged.
function paint() {
  for (const image of $('img')) {
    image.dataset.marked ??= image.src;
    const marked = image.dataset.marked;
    image.src = marks.checked ? marked : HEAD + btoa(atob(marked.slice(HEAD.length)).replace(MARK, ''));
  }
}

function show() {
  root.dataset.mode = mode();
  root.dataset.marks = marks.checked ? 'on' : 'off';
  root.style.setProperty('--share', share.value + '%');
}

function remember() {
  const parts = location.hash.slice(1).split('&').filter((part) => /^t\d+$/.test(part));
  parts.push('mode=' + mode(), 'share=' + share.value);
  if (!marks.checked) parts.push('marks=off');
  history.replaceState(null, '', '#' + parts.join('&'));
  show();
}

function recall() {
  for (const part of location.hash.slice(1).split('&')) {
    const [name, value] = part.split('=');
    if (name === 'mode') for (const radio of $('input[name=mode]')) radio.checked ||= radio.value === value;
    if (name === 'share') share.value = value;
    if (name === 'marks') marks.checked = value !== 'off';
    if (/^t\d+$/.test(name)) document.getElementById(name)?.scrollIntoView();
  }
  show();
  if (!marks.checked) paint();
}

if (share) {
  for (const input of $('header input')) input.addEventListener('input', remember);
  marks.addEventListener('input', paint);
  addEventListener('hashchange', recall);
  // 1 to 5 choose how to compare; m marks what changed.
  addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const radio = $('input[name=mode]')[Number(event.key) - 1];
    if (radio) radio.click();
    if (event.key === 'm') marks.click();
  });
  recall();
}
root.dataset.ready = 'yes';
