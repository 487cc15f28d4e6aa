'use strict';
/* Words and numbers as a Russian reader expects them. */
const Words = (() => {
  const NBSP = '\u00a0';
  const NONE = '–';
  const VERDICTS = {
    better: {word: 'лучше', sign: '✓', colour: '#0b6b57', meaning: 'Показатель изменился в желаемую сторону больше, чем на порог существенности.'},
    worse: {word: 'хуже', sign: '✗', colour: '#b23a12', meaning: 'Показатель изменился в нежелательную сторону больше, чем на порог существенности.'},
    same: {word: 'без изменений', sign: '=', colour: '#46586a', meaning: 'Изменение меньше порога существенности показателя: говорить о росте или падении нельзя.'},
    not_comparable: {word: 'несопоставимо', sign: '?', colour: '#8a6f12', meaning: 'Сравнивать нельзя: мало данных, неодинаковая длина этапов, нет одного из этапов и подобное. Причина названа рядом.'}
  };
  const DIRECTIONS = {higher: 'лучше, когда больше', lower: 'лучше, когда меньше', neither: 'направление не оценивается'};
  const STAGE_RULES = {
    sum_of_parts: 'за этап: сумма числителей к сумме знаменателей', mean_of_years: 'за этап: среднее по годам',
    last_value: 'за этап: значение последнего года'
  };
  const YEAR_RULES = {
    event_year: 'год: по дате события', year_end_stock: 'год: состояние на 31 декабря', survey_year: 'год: по дате ответа',
    academic_year_end: 'год: календарный год, в котором кончается учебный', graduation_year: 'год: год выпуска'
  };
  const STATUSES = {
    reported: 'данные полные', zero: 'ноль', partial: 'данные частичные', not_sent: 'не прислано', no_denominator: 'нет знаменателя'
  };
  const SEVERITIES = {file: 'файл отклонён', error: 'строка отклонена', warning: 'предупреждение', info: 'пропущено по форме'};
  const FEEDS = {
    organization_register: 'Реестр организаций', enrolment: 'Контингент школ', event_participation: 'Участие в мероприятиях',
    satisfaction_survey: 'Анкеты удовлетворённости', survey_invitation: 'Приглашения к анкетированию',
    college_graduate_employment: 'Трудоустройство выпускников', partnership_agreement: 'Договоры о сотрудничестве',
    minor_employment: 'Занятость подростков', vacancy: 'Вакансии'
  };
  const RULES = {
    required: 'нет обязательного значения', not_a_date: 'не дата', not_a_number: 'не число', decimal_comma: 'дробное вместо целого',
    out_of_range: 'вне допустимых пределов', unknown_code: 'неизвестный код', pattern: 'не по образцу', inn_checksum: 'неверный ИНН',
    ogrn_checksum: 'неверный ОГРН', part_above_whole: 'часть больше целого', winner_without_participation: 'победа без участия',
    event_before_birth: 'событие до рождения', implausible_age: 'неправдоподобный возраст', valid_before_signed: 'срок раньше подписания',
    outcomes_exceed_graduates: 'сумма больше выпуска', share_mismatch: 'доля не сходится', duplicate: 'повтор', formula: 'формула вместо значения',
    subtotal_row: 'строка итога', footnote_row: 'сноска', year_out_of_range: 'год вне пределов', column_count: 'неверное число столбцов',
    unreadable: 'файл не читается', empty_file: 'пустой файл', wrong_encoding: 'неверная кодировка', no_header: 'нет заголовка таблицы',
    wrong_sheet: 'не тот лист', wrong_year: 'не тот год', too_large_cell: 'слишком большая ячейка', archive_bomb: 'архив раздувается',
    active_content: 'макросы или внешние ссылки', wrong_format: 'не тот вид файла', too_many_rejected: 'слишком много ошибок'
  };
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
  const russianOnly = text => (text && /[а-яё]/i.test(text) ? text : null);
  /** 1 организация, 2 организации, 5 организаций. */
  const plural = (n, one, few, many) => {
    const m10 = n % 10, m100 = n % 100;
    const word = m10 === 1 && m100 !== 11 ? one : m10 >= 2 && m10 <= 4 && (m100 < 12 || m100 > 14) ? few : many;
    return number(n) + NBSP + word;
  };
  return {
    NBSP, NONE, VERDICTS, isShare, number, value, difference, percent, share, unit, plural,
    signedPercent: v => (v === null || v === undefined ? NONE : signed(v, percent(v, 1))),
    verdict: code => VERDICTS[code] || {word: code || 'нет вывода', sign: '?', colour: '#8a6f12', meaning: ''},
    verdictClass: code => (VERDICTS[code] ? code : 'other'),
    direction: code => DIRECTIONS[code] || russianOnly(code),
    stageRule: code => STAGE_RULES[code] || russianOnly(code),
    yearRule: code => YEAR_RULES[code] || russianOnly(code),
    status: code => STATUSES[code] || code || '',
    severity: code => SEVERITIES[code] || code,
    feed: code => FEEDS[code] || code,
    rule: code => RULES[code] || code
  };
})();
