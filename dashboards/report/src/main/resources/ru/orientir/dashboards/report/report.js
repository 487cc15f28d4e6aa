'use strict';
(() => {
  const byId = id => document.getElementById(id);
  const json = id => JSON.parse(byId(id).textContent);
  const common = json('data-common');
  const municipality = json('data-municipality');
  const ALL = 0;
  const PAGE_ROWS = 50, PHONE_ROWS = 20, RANK_DRAWN = 12;
  const collator = new Intl.Collator('ru', {numeric: true});
  const indicators = common.indicators;
  const stages = common.stages.map(row => ({code: row[0], name: (row[1] || '').replace(/[\s,(]*\d{4}.*$/, '') || row[0] + ' этап', first: row[2], last: row[3], years: row[2] === row[3] ? String(row[2]) : row[2] + '–' + row[3]}));
  const stageOf = code => stages.find(s => s.code === code);
  const pairs = common.pairs.map(p => p.split('→'));

  /* ---- rows: arrays of the data with names, in the order ReportData writes them ---- */
  const COMPARISON = ['indicator', 'educationStage', 'learnerCategory', 'pair', 'base', 'compared', 'baseMonths', 'comparedMonths', 'baseShare', 'comparedShare', 'difference', 'relative', 'verdict', 'reason'];
  const named = (names, row) => Object.fromEntries(names.map((name, i) => [name, row[i]]));
  const words = row => {
    row.verdict = common.verdicts[row.verdict];
    row.reason = row.reason < 0 ? '' : common.reasons[row.reason].replace(/(\d) %/g, '$1' + Words.NBSP + '%');
    return row;
  };
  const municipalComparison = named.bind(null, ['territory', ...COMPARISON, 'baseNumerator', 'baseDenominator', 'comparedNumerator', 'comparedDenominator']);
  const organizationComparison = named.bind(null, ['organization', ...COMPARISON]);
  const comparisons = municipality.comparisons.map(row => words(municipalComparison(row)));
  const years = municipality.years.map(row => {
    const made = named(['territory', 'indicator', 'educationStage', 'learnerCategory', 'year', 'value', 'numerator', 'denominator', 'status', 'expected', 'covered', 'months'], row);
    made.status = common.statuses[made.status];
    return made;
  });
  const territoryData = new Map();
  /** The rows of one territory, parsed when first asked for. */
  const territory = number => {
    if (!territoryData.has(number)) {
      const data = common.territories.length ? json('data-territory-' + number) : {organizations: [], comparisons: [], submissions: [], submissionTotals: [], labour: []};
      data.comparisons = data.comparisons.map(row => words(organizationComparison(row)));
      territoryData.set(number, data);
    }
    return territoryData.get(number);
  };

  const state = {territory: 0, pair: Math.max(0, pairs.length - 1), educationStage: ALL, learnerCategory: ALL, indicator: -1};
  const chosen = row => row.pair === state.pair && row.educationStage === state.educationStage && row.learnerCategory === state.learnerCategory;
  const stageName = code => (stageOf(code) ? stageOf(code).name : code + ' этап');
  const baseStage = () => (pairs[state.pair] || ['', ''])[0];
  const comparedStage = () => (pairs[state.pair] || ['', ''])[1];
  const yearsOf = code => (stageOf(code) ? stageOf(code).years : '');
  const stageWithYears = code => stageName(code) + (stageOf(code) ? ' (' + stageOf(code).years + ')' : '');

  /* ---- elements; texts of the data only ever become text nodes ---- */
  const h = (tag, attributes, ...children) => {
    const element = document.createElement(tag);
    Object.entries(attributes || {}).forEach(([name, value]) => { if (value !== null && value !== undefined && value !== false) element.setAttribute(name, value === true ? '' : value); });
    children.flat(Infinity).forEach(child => { if (child !== null && child !== undefined && child !== '') element.append(child); });
    return element;
  };
  const fill = (id, ...children) => byId(id).replaceChildren(...children.flat(Infinity).filter(c => c !== null && c !== undefined && c !== ''));
  const small = text => h('span', {class: 'small'}, text);
  const badge = code => h('span', {class: 'badge ' + Words.codeClass('verdict', code)}, Words.shown('verdict', code).sign + ' ' + Words.name('verdict', code));
  const quiet = text => h('p', {class: 'note'}, text);
  /** The Concept's number and the name; the full code is for SQL and stands with the definitions. */
  const indicatorTitle = indicator => ((/^\d[\d.]*\d|^\d/.exec(indicator.indicator_code) || [''])[0] + ' ' + (indicator.indicator_name || indicator.indicator_code)).trim();
  const indicatorFacts = indicator => [
    indicator.definition,
    'Единица: ' + Words.unit(indicator) + '.',
    indicator.clause ? 'Основание: ' + indicator.clause + (/[.!]$/.test(indicator.clause) ? '' : '.') : null,
    [indicator.direction_name, indicator.year_rule_name, indicator.stage_rule_name,
      indicator.same_within_pct === null ? null : 'порог существенности: ' + Words.number(indicator.same_within_pct, 1) + Words.NBSP + '%'].filter(Boolean).join('; ') + '.'
  ].filter(Boolean);
  const indicatorName = indicator => h('details', {class: 'definition'},
    h('summary', {}, indicatorTitle(indicator)), indicatorFacts(indicator).map(text => h('p', {}, text)));

  /** A table; columns: {head, number?, cell(row) → node(s), header?, className?(row)}. Long ones show more on demand. */
  const table = (caption, columns, rows, options = {}) => {
    const body = h('tbody', {});
    let shown = 0;
    const more = h('button', {type: 'button'});
    const wrapper = h('p', {class: 'more'}, more);
    const add = count => {
      rows.slice(shown, shown + count).forEach(row => body.append(h('tr', {}, columns.map(column => {
        const content = column.cell(row);
        const classes = [column.number ? 'number' : null, column.className ? column.className(row) : null].filter(Boolean).join(' ');
        return column.header
          ? h('th', {scope: 'row', class: classes || null}, content)
          : h('td', {class: classes || null, 'data-label': column.head}, content);
      }))));
      shown = Math.min(rows.length, shown + count);
      wrapper.hidden = shown >= rows.length;
      more.textContent = 'Показать ещё (осталось ' + Words.number(rows.length - shown) + ')';
    };
    more.addEventListener('click', () => add(PAGE_ROWS * 4));
    add(options.rows || (window.innerWidth < 640 ? PHONE_ROWS : PAGE_ROWS));
    const head = h('thead', {}, h('tr', {}, columns.map(c => h('th', {scope: 'col', class: [c.number ? 'number' : null, c.upright ? 'upright' : null].filter(Boolean).join(' ') || null, title: c.title || null}, c.upright ? h('span', {}, c.head) : c.head))));
    return [
      h('div', {class: 'scroll', tabindex: '0', role: 'region', 'aria-label': caption},
        h('table', {class: options.className || 'cards'}, h('caption', {}, caption), head, body)),
      wrapper
    ];
  };
  const options = (id, entries, selected) => {
    fill(id, entries.map(([value, text]) => h('option', {value: String(value)}, text)));
    byId(id).value = String(selected);
  };
  const cell = (sign, word) => [h('span', {'aria-hidden': 'true'}, sign), h('span', {class: 'hidden-words'}, word)];

  /* ---- 1. headline ---- */
  const summary = () => {
    const rows = comparisons.filter(row => row.territory === state.territory && chosen(row));
    const count = code => rows.filter(row => row.verdict === code).length;
    const tile = (figure, caption, className, mark) => h('div', {class: 'tile ' + (className || '')},
      h('div', {class: 'figure' + (typeof figure === 'string' ? ' words' : '')}, typeof figure === 'string' ? figure : Words.number(figure)), h('div', {class: 'caption'}, caption, mark ? ' ' : null, mark));
    const here = common.territories[state.territory];
    fill('tiles',
      tile(stageName(baseStage()) + ' → ' + stageName(comparedStage()), yearsOf(baseStage()) + ' и ' + yearsOf(comparedStage()) + (here ? ', ' + here[1] : ''), 'wide'),
      tile(common.publication.publishedAt ? common.publication.publishedAt.slice(0, 10) : 'не опубликовано', 'дата публикации', 'wide'),
      tile(here ? here[2] : 0, 'организаций, от которых ждут данных'),
      Words.codes('verdict').map(code =>
        tile(count(code), 'показателей', Words.codeClass('verdict', code), badge(code))));
    const published = common.publication.publishedAt;
    byId('summary-note').textContent = (published ? 'Опубликовано ' + published + (common.publication.businessDate ? ', данные на ' + common.publication.businessDate : '') + '. ' : 'Данные ещё не публиковались. ')
      + 'Сравниваются ' + Words.plural(rows.length, 'показатель', 'показателя', 'показателей') + '. «Несопоставимо» – тоже ответ: причина стоит рядом с показателем.';
    byId('title-pair').textContent = baseStage() ? stageWithYears(baseStage()) + ' и ' + stageWithYears(comparedStage()) : 'этапы программы';
    byId('title-note').textContent = common.territories.length > 1
      ? 'В отчёте ' + Words.plural(common.territories.length, 'территория', 'территории', 'территорий') + '. Сейчас показана: ' + here[1] + '.'
      : (here ? here[1] : '');
    byId('print-filters').textContent = 'Отбор: ' + [
      here ? here[1] : null, 'ступень: ' + (common.educationStages[state.educationStage] || ['', 'все'])[1],
      'категория: ' + (common.learnerCategories[state.learnerCategory] || ['', 'все'])[1],
      'показатель: ' + (state.indicator < 0 ? 'все' : indicatorTitle(indicators[state.indicator]))].filter(Boolean).join('; ');
    byId('made').textContent = 'Ориентир. ' + (published ? 'Составлено по публикации ' + published + (common.publication.vintage === null ? '' : ', выпуск № ' + common.publication.vintage) : 'Без публикации') + '. Страница не обращается к сети.';
  };

  /* ---- 2. stage against stage ---- */
  const comparisonTip = (row, indicator, title) => [
    title, stageWithYears(baseStage()) + ': ' + Words.value(indicator, row.base), stageWithYears(comparedStage()) + ': ' + Words.value(indicator, row.compared),
    'Изменение: ' + Words.difference(indicator, row.difference), 'Вывод: ' + Words.name('verdict', row.verdict), row.reason];
  const dumbbellRow = (row, indicator, title, position) => ({
    title, verdict: row.verdict, base: position(row.base), compared: position(row.compared),
    figures: Words.value(indicator, row.base) + ' → ' + Words.value(indicator, row.compared),
    unit: Words.isShare(indicator) ? '' : Words.unit(indicator), tip: comparisonTip(row, indicator, title)
  });
  const niceMax = value => {
    if (!(value > 0)) return 1;
    const step = Math.pow(10, Math.floor(Math.log10(value)));
    return [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10].map(m => m * step).find(m => m >= value * 1.0001) || value;
  };
  const comparison = () => {
    const available = comparisons.filter(row => row.territory === state.territory && row.pair === state.pair);
    const rows = available.filter(row => chosen(row) && (state.indicator < 0 || row.indicator === state.indicator)).sort((a, b) => a.indicator - b.indicator);
    const missing = [...new Set(available.map(row => row.indicator))].filter(i => !rows.some(row => row.indicator === i) && (state.indicator < 0 || i === state.indicator)).length;
    byId('comparison-note').textContent = missing
      ? 'Для выбранной ступени и категории ' + Words.plural(missing, 'показатель не ведётся', 'показателя не ведутся', 'показателей не ведутся') + '.' : '';
    fill('comparison-legend',
      h('span', {}, h('i', {class: 'mark base'}), stageWithYears(baseStage())), h('span', {}, h('i', {class: 'mark compared'}), stageWithYears(comparedStage())),
      Words.codes('verdict').map(badge));
    const INDEX_MAX = 250;
    const shares = [], indexes = [], undrawn = [];
    rows.forEach(row => {
      const indicator = indicators[row.indicator];
      const title = indicatorTitle(indicator);
      if (row.base === null && row.compared === null) undrawn.push(title);
      else if (Words.isShare(indicator)) shares.push(dumbbellRow(row, indicator, title, v => (v === null ? null : v * 100)));
      else if (row.base > 0) indexes.push(dumbbellRow(row, indicator, title, v => (v === null ? null : v / row.base * 100)));
      else undrawn.push(title);
    });
    byId('comparison-share-block').hidden = !shares.length;
    byId('comparison-index-block').hidden = !indexes.length;
    const shareMax = Math.max(...shares.flatMap(r => [r.base || 0, r.compared || 0]), 0);
    Charts.draw('chart-share', shares.length ? Charts.dumbbell(shares, {min: 0, max: Math.max(shareMax > 60 ? 100 : 10, niceMax(shareMax)), label: v => v + Words.NBSP + '%'}) : null);
    byId('comparison-index-h').textContent = 'Количества и средние: ' + stageName(baseStage()) + ' принят за 100';
    byId('comparison-index-note').textContent = indexes.some(r => r.compared > INDEX_MAX) ? 'Треугольник у правого края: рост больше чем в ' + Words.number(INDEX_MAX / 100, 1) + ' раза.' : '';
    const indexMax = Math.min(INDEX_MAX, Math.max(150, Math.ceil(Math.max(...indexes.map(r => r.compared || 0), 0) / 50) * 50));
    Charts.draw('chart-index', indexes.length ? Charts.dumbbell(indexes, {min: 0, max: indexMax, interval: 50, label: v => Words.number(v)}) : null);
    byId('comparison-undrawn').textContent = undrawn.length ? 'Не показаны на диаграмме, потому что в первом из этапов нет значения или оно равно нулю: ' + undrawn.join('; ') + '.' : '';
    const stageCell = (value, months, share, numerator, denominator) => row => {
      const indicator = indicators[row.indicator];
      const notes = [row[months] === null ? null : Words.number(row[months]) + Words.NBSP + 'мес.', row[share] === null ? null : 'охват ' + Words.share(row[share])].filter(Boolean).join(', ');
      const parts = row[denominator] ? Words.number(row[numerator], 1) + ' из ' + Words.number(row[denominator], 1) : null;
      return h('span', {}, Words.value(indicator, row[value]), parts ? small(parts) : null, notes ? small(notes) : null);
    };
    fill('comparison-table', rows.length ? table('Показатели на двух этапах. Название показателя раскрывает его определение.', [
      {head: 'Показатель', header: true, cell: row => [indicatorName(indicators[row.indicator]), small(Words.unit(indicators[row.indicator]))]},
      {head: stageName(baseStage()), number: true, cell: stageCell('base', 'baseMonths', 'baseShare', 'baseNumerator', 'baseDenominator')},
      {head: stageName(comparedStage()), number: true, cell: stageCell('compared', 'comparedMonths', 'comparedShare', 'comparedNumerator', 'comparedDenominator')},
      {head: 'Разница', number: true, cell: row => h('span', {}, Words.difference(indicators[row.indicator], row.difference), row.relative === null ? null : small(Words.signedPercent(row.relative)))},
      {head: 'Вывод', cell: row => h('span', {}, badge(row.verdict), row.reason ? small(row.reason) : null)}
    ], rows, {rows: 200}) : quiet('Для этого отбора показателей нет.'));
  };

  /* ---- 3. years ---- */
  const yearSections = () => {
    const rows = years.filter(row => row.territory === state.territory && row.educationStage === state.educationStage && row.learnerCategory === state.learnerCategory && (state.indicator < 0 || row.indicator === state.indicator));
    const allYears = [...new Set(years.map(row => row.year))].sort((a, b) => a - b);
    const used = [...new Set(rows.map(row => row.indicator))].sort((a, b) => a - b);
    fill('years-reported', Words.name('value_status', 'reported'));
    fill('years-partial', Words.name('value_status', 'partial'));
    fill('years-bands', ...stages.flatMap((s, i) => [h('i', {class: 'band b' + (i % Charts.BANDS.length)}), ' ' + stageWithYears(s.code) + ' ']));
    Charts.forget('chart-year-');
    if (!used.length) {
      fill('year-charts', quiet('Для этого отбора значений по годам нет.'));
      fill('years-table');
      return;
    }
    const at = new Map(rows.map(row => [row.indicator + ':' + row.year, row]));
    fill('year-charts', used.map(i => h('div', {class: 'multiple'},
      h('h3', {}, indicatorTitle(indicators[i])), h('p', {class: 'unit'}, Words.unit(indicators[i])),
      h('div', {class: 'chart', id: 'chart-year-' + i, role: 'img', 'aria-label': indicatorTitle(indicators[i]) + ' по годам; те же числа в таблице ниже'}))));
    const yearTip = (indicator, year, row) => [
      year + ' год: ' + (row ? Words.value(indicator, row.value) : Words.NONE),
      row ? Words.name('value_status', row.status) : 'сведений нет',
      row && row.denominator ? Words.number(row.numerator, 1) + ' из ' + Words.number(row.denominator, 1) : null,
      row && row.expected ? 'отчитались ' + Words.number(row.covered) + ' из ' + Words.number(row.expected) : null];
    used.forEach(i => {
      const indicator = indicators[i];
      const points = allYears.map(year => {
        const row = at.get(i + ':' + year);
        return {year, value: row ? row.value : null, status: row ? row.status : 'not_sent', tip: yearTip(indicator, year, row)};
      });
      const percentAxis = Words.isShare(indicator);
      Charts.draw('chart-year-' + i, Charts.years(points.map(p => Object.assign(p, {value: p.value === null ? null : percentAxis ? p.value * 100 : p.value})), stages,
        v => (percentAxis ? Words.number(v, 1) + Words.NBSP + '%' : Words.number(v, 2))));
    });
    fill('years-table', table('Значения по годам; «не прислано» – не ноль', [
      {head: 'Показатель', header: true, cell: i => h('span', {}, indicatorTitle(indicators[i]), small(Words.unit(indicators[i])))},
      ...allYears.map(year => ({head: String(year), number: true, cell: i => {
        const row = at.get(i + ':' + year);
        if (!row) return Words.NONE;
        return row.value === null ? small(Words.name('value_status', row.status)) : h('span', {}, Words.value(indicators[i], row.value), row.status === 'partial' ? small(Words.name('value_status', row.status)) : null);
      }}))
    ], used, {rows: 200}));
  };

  /* ---- 4. organizations ---- */
  const detailNote = () => ({
    BREAKDOWNS: '', TOTALS: 'Организаций много: по ним на странице только итог по всем ступеням и категориям; разрезы – в orientir.xlsx и в витринах.',
    EXTREMES: 'Организаций много: показаны по ' + common.detail.extremes + ' с наибольшим и наименьшим изменением; все – в orientir.xlsx и в витринах.',
    NONE: 'Организаций слишком много для одной страницы: они есть в orientir.xlsx и в витринах, здесь сравниваются территории.'
  })[common.detail.organization];
  const rankIndicators = () => {
    const used = new Set([...territory(state.territory).comparisons, ...comparisons].map(row => row.indicator));
    return indicators.map((_, i) => i).filter(i => used.has(i));
  };
  let rankIndicator = -1;
  const organizations = () => {
    const data = territory(state.territory);
    const choices = rankIndicators();
    if (state.indicator >= 0 && choices.includes(state.indicator)) rankIndicator = state.indicator;
    if (!choices.includes(rankIndicator)) rankIndicator = choices.find(i => indicators[i].indicator_code === '1.3' ) ?? choices[0] ?? -1;
    options('rank-indicator', choices.map(i => [i, indicatorTitle(indicators[i])]), rankIndicator);
    byId('rank-what-label').hidden = common.territories.length < 2;
    ranking(data);
  };
  const ranking = data => {
    const indicator = indicators[rankIndicator];
    const territories = common.territories.length > 1 && byId('rank-what').value === 'territories';
    if (!indicator) { fill('rank-table', quiet('Сравнений пока нет.')); Charts.draw('chart-rank', null); return; }
    const nameOf = row => (territories ? common.territories[row.territory][1] : data.organizations[row.organization][1]) || '';
    const byName = (a, b) => collator.compare(nameOf(a), nameOf(b));
    const upwards = indicator.direction === 'lower' ? 1 : -1;
    const bestFirst = key => (a, b) => (a[key] === null) - (b[key] === null) || upwards * (a[key] - b[key]) || byName(a, b);
    const order = {name: byName, compared: bestFirst('compared'), difference: bestFirst('difference')}[byId('rank-order').value];
    const rows = (territories ? comparisons : data.comparisons).filter(row => chosen(row) && row.indicator === rankIndicator).sort((a, b) => order(a, b) || 0);
    const drawable = rows.filter(row => row.base !== null || row.compared !== null);
    const cut = drawable.length > 2 * RANK_DRAWN;
    const drawnRows = cut ? [...drawable.slice(0, RANK_DRAWN), ...drawable.slice(-RANK_DRAWN)] : drawable;
    byId('rank-note').textContent = [detailNote(), cut ? 'На диаграмме первые и последние ' + RANK_DRAWN + ' из ' + Words.number(drawable.length) + ', в таблице все.' : '',
      'Показатель: ' + indicator.direction_name + (order === byName || indicator.direction === 'neither' ? '' : '; сначала лучшие') + '.'].filter(Boolean).join(' ');
    const scale = Words.isShare(indicator) ? 100 : 1;
    const position = v => (v === null ? null : v * scale);
    const max = niceMax(Math.max(...drawnRows.flatMap(r => [position(r.base) || 0, position(r.compared) || 0]), 0));
    Charts.draw('chart-rank', drawnRows.length ? Charts.dumbbell(drawnRows.map(row => dumbbellRow(row, indicator, nameOf(row), position)),
      {min: 0, max: scale === 100 ? Math.max(max, 5) : max, label: v => Words.number(v, 2) + (scale === 100 ? Words.NBSP + '%' : '')}) : null);
    let place = 0;
    rows.forEach(row => { row.place = ++place; });
    fill('rank-table', rows.length ? table((territories ? 'Территории' : 'Организации') + ': ' + indicatorTitle(indicator) + ', ' + Words.unit(indicator), [
      {head: '№', number: true, className: () => 'place', cell: row => String(row.place)},
      {head: territories ? 'Территория' : 'Организация', header: true, cell: nameOf},
      {head: stageName(baseStage()), number: true, cell: row => Words.value(indicator, row.base)},
      {head: stageName(comparedStage()), number: true, cell: row => Words.value(indicator, row.compared)},
      {head: 'Изменение', number: true, cell: row => h('span', {}, Words.difference(indicator, row.difference), row.relative === null ? null : small(Words.signedPercent(row.relative)))},
      {head: 'Вывод', cell: row => h('span', {}, badge(row.verdict), row.reason ? small(row.reason) : null)}
    ], rows) : quiet('По этому показателю для выбранных ступени и категории сравнений нет.'));
  };

  const heatmap = () => {
    const data = territory(state.territory);
    const rows = data.comparisons.filter(row => chosen(row) && (state.indicator < 0 || row.indicator === state.indicator));
    const used = [...new Set(rows.map(row => row.indicator))].sort((a, b) => a - b);
    const at = new Map(rows.map(row => [row.organization + ':' + row.indicator, row]));
    const listed = [...new Set(rows.map(row => row.organization))].sort((a, b) => collator.compare(data.organizations[a][1], data.organizations[b][1]));
    const byValue = byId('heatmap-mode').value === 'value';
    fill('heatmap-legend', byValue
      ? [h('span', {}, 'Чем темнее ячейка, тем больше значение в своём столбце')]
      : Words.codes('verdict').map(code => h('span', {}, h('i', {class: 'cell ' + Words.codeClass('verdict', code), 'aria-hidden': 'true'}, Words.shown('verdict', code).sign), Words.name('verdict', code))));
    if (!used.length) { fill('heatmap-table', quiet(detailNote() || 'Для этого отбора сравнений по организациям нет.')); return; }
    const maxima = new Map(used.map(i => [i, Math.max(...rows.filter(row => row.indicator === i).map(row => row.compared ?? 0))]));
    fill('heatmap-table', table('Организации и показатели: ' + (byValue ? 'значение, ' + stageName(comparedStage()) : 'вывод о сравнении этапов'), [
      {head: 'Организация', header: true, cell: o => data.organizations[o][1]},
      ...used.map(i => ({
        head: indicatorTitle(indicators[i]) + (byValue ? ', ' + Words.unit(indicators[i]) : ''), upright: true, title: indicators[i].definition,
        className: o => {
          const row = at.get(o + ':' + i);
          if (!row) return 'none';
          if (!byValue) return Words.codeClass('verdict', row.verdict);
          return row.compared === null ? 'none' : 'v' + Math.min(4, Math.floor(5 * row.compared / (maxima.get(i) || 1)));
        },
        cell: o => {
          const row = at.get(o + ':' + i);
          if (!row) return '';
          return byValue ? Words.value(indicators[i], row.compared) : cell(Words.shown('verdict', row.verdict).sign, Words.name('verdict', row.verdict));
        }
      }))
    ], listed, {className: 'matrix', rows: 60}));
  };

  /* ---- 5. coverage ---- */
  const feedName = i => common.feeds[i][1];
  const submission = code => Words.name('submission_status', code);
  const coverage = () => {
    fill('coverage-legend', Words.codes('submission_status').map(code =>
      h('span', {}, h('i', {class: 'cell ' + Words.codeClass('submission_status', code), 'aria-hidden': 'true'}, Words.shown('submission_status', code).sign), submission(code))),
      h('span', {}, h('i', {class: 'cell none', 'aria-hidden': 'true'}, Words.NONE), 'не ожидалось'));
    const totals = territory(state.territory).submissionTotals;
    const feeds = [...new Set(totals.map(row => row[0]))].sort((a, b) => a - b);
    const allYears = [...new Set(totals.map(row => row[1]))].sort((a, b) => a - b);
    const at = new Map(totals.map(row => [row[0] + ':' + row[1], row]));
    const cells = [];
    feeds.forEach((feed, y) => allYears.forEach((year, x) => {
      const row = at.get(feed + ':' + year);
      if (!row) return;
      const expected = row[2] + row[3] + row[4];
      cells.push([x, y, expected ? (row[2] + row[3]) / expected : 0, (row[2] + row[3]) + ' из ' + expected,
        [feedName(feed) + ', ' + year, submission('sent') + ': ' + row[2], submission('zero') + ': ' + row[3], submission('not_sent') + ': ' + row[4]]]);
    }));
    Charts.draw('chart-coverage', cells.length ? Charts.grid(feeds.map(feedName), allYears.map(String), cells) : null);
    fill('coverage-total', feeds.length ? h('details', {class: 'print-open'}, h('summary', {}, 'Числа к диаграмме таблицей'), table('Сколько организаций отчиталось: прислали / прислали ноль / не прислали', [
      {head: 'Вид отчётности', header: true, cell: feedName},
      ...allYears.map(year => ({head: String(year), number: true, cell: feed => {
        const row = at.get(feed + ':' + year);
        return row ? row[2] + ' / ' + row[3] + ' / ' + row[4] : Words.NONE;
      }}))
    ], feeds)) : quiet('Сведений об отчётности нет.'));
    const missing = feed => totals.filter(row => row[0] === feed).reduce((sum, row) => sum + row[4], 0);
    const kept = byId('coverage-feed').value;
    const first = feeds.slice().sort((a, b) => missing(b) - missing(a) || a - b)[0];
    options('coverage-feed', feeds.map(feed => [feed, feedName(feed) + (missing(feed) ? ' (' + submission('not_sent') + ': ' + Words.number(missing(feed)) + ')' : '')]), kept !== '' && feeds.includes(+kept) ? kept : first);
    coverageMatrix();
  };
  const coverageMatrix = () => {
    const data = territory(state.territory);
    const feed = +byId('coverage-feed').value;
    const onlyMissing = byId('coverage-missing').checked;
    const MARKS = {s: 'sent', z: 'zero', n: 'not_sent'};
    const rows = data.submissions.filter(row => row[0] === feed).map(row => ({
      name: data.organizations[row[1]][1], marks: new Map((row[2].match(/\d+[szn?]/g) || []).map(text => [+text.slice(0, -1), text.slice(-1)]))
    }));
    const shown = rows.filter(row => !onlyMissing || [...row.marks.values()].includes('n')).sort((a, b) => collator.compare(a.name, b.name));
    const allYears = [...new Set(rows.flatMap(row => [...row.marks.keys()]))].sort((a, b) => a - b);
    byId('coverage-matrix-h').textContent = 'По организациям: ' + (common.feeds[feed] ? feedName(feed) : '');
    if (!shown.length) { fill('coverage-table', quiet(rows.length ? 'Все организации прислали всё, что от них ждали.' : detailNote() || 'По организациям эта отчётность не ведётся.')); return; }
    fill('coverage-table', table('Кто прислал и кто не прислал: ' + feedName(feed) + (onlyMissing ? ' (только те, у кого чего-то нет)' : ''), [
      {head: 'Организация', header: true, cell: row => row.name},
      ...allYears.map(year => ({
        head: String(year), className: row => (row.marks.has(year) ? Words.codeClass('submission_status', MARKS[row.marks.get(year)]) : 'none'),
        cell: row => { const code = MARKS[row.marks.get(year)]; return row.marks.has(year) ? cell(Words.shown('submission_status', code).sign, submission(code)) : cell(Words.NONE, 'не ожидалось'); }
      }))
    ], shown, {className: 'matrix'}));
  };

  /* ---- 6. labour market ---- */
  const labour = () => {
    const rows = territory(state.territory).labour.map(row => named(['year', 'code', 'name', 'vacancies', 'workPlaces', 'graduates', 'perGraduate', 'gap'], row));
    const allYears = [...new Set(rows.map(row => row.year))].sort((a, b) => b - a);
    const kept = byId('labour-year').value;
    options('labour-year', allYears.map(year => [year, String(year)]), allYears.includes(+kept) && kept !== '' ? kept
      : allYears.find(year => rows.some(row => row.year === year && row.graduates) && rows.some(row => row.year === year && row.workPlaces)) ?? allYears[0] ?? '');
    const year = +byId('labour-year').value;
    const shown = rows.filter(row => row.year === year).sort((a, b) => Math.max(b.workPlaces || 0, b.graduates || 0) - Math.max(a.workPlaces || 0, a.graduates || 0) || collator.compare(a.code, b.code));
    const title = row => row.name || row.code;
    Charts.draw('chart-labour', shown.length ? Charts.bars(shown.slice(0, 25).map(row => ({
      name: title(row), values: [row.workPlaces, row.graduates],
      tip: [title(row), 'рабочих мест: ' + Words.number(row.workPlaces), 'выпускников: ' + Words.number(row.graduates), 'разница: ' + Words.number(row.gap)]
    })), [Words.shown('series', 'places_per_year'), {...Words.shown('series', 'graduates_per_year'), decal: true}], v => Words.number(v)) : null);
    fill('labour-table', shown.length ? table('Баланс рынка труда, ' + year + ' год', [
      {head: common.labels.profession_group_name, header: true, cell: title},
      {head: 'Вакансий', number: true, cell: row => Words.number(row.vacancies)},
      {head: 'Рабочих мест', number: true, cell: row => Words.number(row.workPlaces)},
      {head: 'Выпускников', number: true, cell: row => (row.graduates === null ? 'нет данных' : Words.number(row.graduates))},
      {head: 'Мест на выпускника', number: true, cell: row => Words.number(row.perGraduate, 2)},
      {head: 'Мест сверх выпуска', number: true, cell: row => Words.number(row.gap)}
    ], shown) : quiet('Для этой территории сведений о рынке труда нет.'));
  };

  /* ---- 7. rejects ---- */
  const rejects = () => {
    const counts = common.rejects.counts.map(row => named(['feed', 'rule', 'severity', 'severityName', 'count'], row));
    const total = counts.filter(row => row.severity !== 'info').reduce((sum, row) => sum + row.count, 0);
    const byDesign = counts.filter(row => row.severity === 'info').reduce((sum, row) => sum + row.count, 0);
    byId('rejects-note').textContent = Words.plural(total, 'замечание', 'замечания', 'замечаний') + ' по всем территориям'
      + (byDesign ? '; кроме того, ' + Words.plural(byDesign, 'строка', 'строки', 'строк') + ' итогов и примечаний пропущены, потому что так устроена форма' : '') + '. Отклонённая строка в расчёт не входит, строка с предупреждением входит.';
    const grouped = key => {
      const sums = new Map();
      counts.filter(row => row.severity !== 'info').forEach(row => sums.set(row[key], (sums.get(row[key]) || 0) + row.count));
      return [...sums].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
    };
    const chart = (id, key) => {
      const rows = grouped(key).slice(0, 20).map(([name, count]) => ({name, values: [count], tip: [name, Words.plural(count, 'замечание', 'замечания', 'замечаний')]}));
      Charts.draw(id, rows.length ? Charts.bars(rows, [{name: '', colour: Words.shown('series', 'rejections').colour}], v => Words.number(v)) : null);
    };
    chart('chart-reject-rule', 'rule');
    chart('chart-reject-feed', 'feed');
    fill('reject-counts', counts.length ? table('Отклонения по видам отчётности и правилам', [
      {head: 'Вид отчётности', header: true, cell: row => row.feed}, {head: 'Правило', cell: row => row.rule},
      {head: 'Что сделано', cell: row => row.severityName}, {head: 'Сколько', number: true, cell: row => Words.number(row.count)}
    ], counts, {rows: 300}) : quiet('Отклонений нет.'));
    const rows = common.rejects.rows.map(row => named(['feed', 'file', 'sheet', 'row', 'cell', 'rule', 'severity', 'message'], row));
    byId('reject-rows-h').textContent = rows.length < total ? 'Первые ' + Words.number(rows.length) + ' из ' + Words.number(total) + ': сначала файлы, затем строки' : 'Все замечания';
    fill('reject-table', rows.length ? table('Где ошибка и как её исправить; полный список, с пропущенными по форме строками, – в orientir.xlsx', [
      {head: 'Файл', header: true, className: () => 'path', cell: row => h('span', {}, row.file, small(row.feed))},
      {head: 'Лист', cell: row => row.sheet || ''},
      {head: 'Строка', number: true, cell: row => (row.row === null ? '' : String(row.row))},
      {head: 'Ячейка', cell: row => row.cell || ''},
      {head: 'Правило', cell: row => h('span', {}, row.rule, small(row.severity))},
      {head: 'Сообщение', className: () => 'message', cell: row => row.message || ''}
    ], rows) : quiet('Отклонённых строк нет.'));
  };

  /* ---- 8. definitions ---- */
  const capital = text => text.charAt(0).toUpperCase() + text.slice(1);
  const definitions = () => {
    fill('verdict-glossary', Words.codes('verdict').flatMap(code => [h('dt', {}, badge(code)), h('dd', {}, Words.shown('verdict', code).meaning)]));
    fill('status-glossary', Words.codes('value_status').filter(code => Words.shown('value_status', code).meaning).flatMap(code =>
      [h('dt', {}, capital(Words.name('value_status', code))), h('dd', {}, Words.shown('value_status', code).meaning)]));
    fill('definition-table', table('Все показатели отчёта', [
      {head: 'Показатель', header: true, cell: indicator => h('span', {}, indicatorTitle(indicator), small('код: ' + indicator.indicator_code))},
      {head: 'Определение', cell: indicator => indicator.definition || ''},
      {head: 'Единица', cell: Words.unit},
      {head: 'Основание', cell: indicator => indicator.clause || ''},
      {head: 'Правила', cell: indicator => [indicator.direction_name, indicator.year_rule_name, indicator.stage_rule_name,
        indicator.same_within_pct === null ? null : 'порог ' + Words.number(indicator.same_within_pct, 1) + Words.NBSP + '%'].filter(Boolean).join('; ')}
    ], indicators, {rows: 200}));
    fill('baseline', common.baseline.length ? [h('h3', {}, 'Исходные данные Концепции'), table('Числа, названные в самой Концепции', [
      {head: 'Что', header: true, cell: row => row[0]}, {head: 'Период', cell: row => row[1] || ''},
      {head: 'Значение', number: true, cell: row => (row[2] !== null && isFinite(row[2]) ? Words.number(+row[2], 2) : row[2] || '')},
      {head: 'Единица', cell: row => row[3] || ''}, {head: 'Источник', cell: row => row[4] || ''}
    ], common.baseline, {rows: 200})] : []);
  };

  /* ---- filters ---- */
  const draw = () => { summary(); comparison(); yearSections(); organizations(); heatmap(); };
  const drawTerritory = () => { draw(); coverage(); labour(); };
  const setUpFilters = () => {
    options('filter-territory', common.territories.map((t, i) => [i, t[1]]).sort((a, b) => collator.compare(a[1], b[1])), state.territory);
    byId('filter-territory-label').hidden = common.territories.length < 2;
    options('filter-pair', pairs.map((p, i) => [i, stageName(p[0]) + ' и ' + stageName(p[1])]), state.pair);
    byId('filter-pair-label').hidden = pairs.length < 2;
    options('filter-education-stage', common.educationStages.map((s, i) => [i, capital(s[1] || s[0])]), state.educationStage);
    options('filter-learner-category', common.learnerCategories.map((c, i) => [i, capital(c[1] || c[0])]), state.learnerCategory);
    options('filter-indicator', [[-1, 'Все показатели'], ...indicators.map((x, i) => [i, indicatorTitle(x)])], state.indicator);
  };
  const initial = Object.assign({}, state);
  const listen = (id, action) => byId(id).addEventListener('change', action);
  const bind = (id, key, action) => listen(id, event => { state[key] = +event.target.value; action(); });
  bind('filter-territory', 'territory', drawTerritory);
  bind('filter-pair', 'pair', draw);
  bind('filter-education-stage', 'educationStage', draw);
  bind('filter-learner-category', 'learnerCategory', draw);
  bind('filter-indicator', 'indicator', draw);
  byId('filters').addEventListener('submit', event => event.preventDefault());
  byId('filters').addEventListener('reset', event => {
    event.preventDefault();
    Object.assign(state, initial);
    rankIndicator = -1;
    setUpFilters();
    drawTerritory();
  });
  listen('rank-indicator', event => { rankIndicator = +event.target.value; ranking(territory(state.territory)); });
  listen('rank-order', () => ranking(territory(state.territory)));
  listen('rank-what', () => ranking(territory(state.territory)));
  listen('heatmap-mode', heatmap);
  listen('coverage-feed', coverageMatrix);
  listen('coverage-missing', coverageMatrix);
  listen('labour-year', labour);

  setUpFilters();
  drawTerritory();
  rejects();
  definitions();
  document.documentElement.setAttribute('data-drawn', 'true');
})();
