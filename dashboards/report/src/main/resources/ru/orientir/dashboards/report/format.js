'use strict';
/* Words and numbers as a Russian reader expects them; the words of codes come with the data. */
const Words = (() => {
  const NBSP = '\u00a0';
  const NONE = '–';
  /** Names, signs, colours and meanings of codes, by list: mart.code_name. */
  const CODES = JSON.parse(document.getElementById('data-codes').textContent);
  /** A class for each code that has a colour; report.css says what the two colours are for. */
  Object.entries(CODES).forEach(([list, codes]) => Object.entries(codes).filter(([, shown]) => shown.tint).forEach(([code, shown]) =>
    document.styleSheets[0].insertRule('.' + list + '-' + code + ' { --colour: ' + shown.colour + '; --tint: ' + shown.tint + '; }')));
  /** How a code is shown; one without a name as itself. */
  const shown = (list, code) => CODES[list][code] || {name: code || '', sign: '?', colour: '#51606d', meaning: ''};
  const formats = {};
  const decimals = digits => formats[digits] || (formats[digits] = new Intl.NumberFormat('ru-RU', {maximumFractionDigits: digits, minimumFractionDigits: 0}));
  const fixed = {};
  const exact = digits => fixed[digits] || (fixed[digits] = new Intl.NumberFormat('ru-RU', {maximumFractionDigits: digits, minimumFractionDigits: digits}));
  const isShare = indicator => indicator.unit === 'share' || indicator.unit === 'percent' || indicator.unit === '%';
  /** A minus as printers set it; what rounds to nothing has no sign. */
  const minus = text => text.replace(/^-/, /[1-9]/.test(text) ? '−' : '');

  /** A number with at most so many decimals. */
  const number = (value, digits = 0) => (value === null || value === undefined ? NONE : minus(decimals(digits).format(value)));
  /** A value of an indicator, with the percent sign where it is a share. */
  const value = (indicator, v) => {
    if (v === null || v === undefined) return NONE;
    return isShare(indicator) ? percent(v * 100, 1) : indicator.value_kind === 'count' ? number(v, 1) : minus(exact(2).format(v));
  };
  const signed = (v, text) => (v > 0 && /[1-9]/.test(text) ? '+' : '') + text;
  /** A difference of two values of an indicator: percentage points for shares. */
  const difference = (indicator, v) => {
    if (v === null || v === undefined) return NONE;
    return signed(v, isShare(indicator) ? minus(exact(1).format(v * 100)) + NBSP + 'п.' + NBSP + 'п.' : value(indicator, v));
  };
  /** A percentage with exactly so many decimals. */
  const percent = (v, digits = 0) => (v === null || v === undefined ? NONE : minus(exact(digits).format(v)) + NBSP + '%');
  const share = v => (v === null || v === undefined ? NONE : percent(v * 100));
  const unit = indicator => (isShare(indicator) ? '%' : (indicator.unit_name || indicator.unit || ''));
  /** 1 организация, 2 организации, 5 организаций. */
  const plural = (n, one, few, many) => {
    const m10 = n % 10, m100 = n % 100;
    const word = m10 === 1 && m100 !== 11 ? one : m10 >= 2 && m10 <= 4 && (m100 < 12 || m100 > 14) ? few : many;
    return number(n) + NBSP + word;
  };
  return {
    NBSP, NONE, shown, isShare, number, value, difference, percent, share, unit, plural,
    signedPercent: v => (v === null || v === undefined ? NONE : signed(v, percent(v, 1))),
    codes: list => Object.keys(CODES[list]),
    name: (list, code) => shown(list, code).name,
    codeClass: (list, code) => 'code ' + list + '-' + code
  };
})();
