'use strict';
/* Drawing with ECharts: no animation, no text of the data as HTML. */
const Charts = (() => {
  const FONT = '"Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", "Liberation Sans", Arial, sans-serif';
  const INK = '#1c2733', MUTED = '#51606d', LINE = '#d7dfe6', ACCENT = '#1d4e79';
  const BANDS = ['#eaf1f7', '#fdf3e1', '#eaf5ea'];
  const PRINT_WIDTH = 690, PRINT_MULTIPLE_WIDTH = 308;
  const drawn = new Map();
  let printing = false;

  /** Lines of a tooltip as an element, so that nothing in the data is read as HTML. */
  const tip = lines => {
    const box = document.createElement('div');
    lines.filter(Boolean).forEach((line, i) => {
      const row = document.createElement('div');
      row.textContent = line;
      if (i === 0) row.style.fontWeight = '600';
      row.style.whiteSpace = 'normal';
      row.style.maxWidth = '300px';
      box.appendChild(row);
    });
    return box;
  };

  const widthOf = element => (printing ? (element.closest('.multiple') ? PRINT_MULTIPLE_WIDTH : PRINT_WIDTH) : element.clientWidth);

  /** Draws into an element; `option` is asked again with the new width when it changes. */
  const draw = (id, option) => {
    const element = document.getElementById(id);
    const former = drawn.get(id);
    if (former) former.chart.dispose();
    drawn.delete(id);
    if (!option) { element.style.height = '0'; return; }
    drawn.set(id, {element, option, chart: null, width: 0});
    paint(id);
  };
  const paint = id => {
    const entry = drawn.get(id);
    const width = widthOf(entry.element);
    if (!width) return;
    const made = entry.option(width);
    entry.element.style.height = made.height + 'px';
    if (entry.chart) entry.chart.dispose();
    entry.width = width;
    entry.chart = echarts.init(entry.element, null, {renderer: 'svg', width, height: made.height});
    entry.chart.setOption(Object.assign({
      animation: false, textStyle: {fontFamily: FONT, color: INK},
      tooltip: {trigger: 'item', confine: true, borderColor: LINE, textStyle: {color: INK, fontSize: 13}}
    }, made.option));
    const svg = entry.element.querySelector('svg');
    if (svg) { svg.setAttribute('aria-hidden', 'true'); svg.setAttribute('focusable', 'false'); }
  };
  const forget = prefix => [...drawn.keys()].filter(id => id.startsWith(prefix)).forEach(id => {
    if (drawn.get(id).chart) drawn.get(id).chart.dispose();
    drawn.delete(id);
  });
  const repaint = () => drawn.forEach((entry, id) => { if (widthOf(entry.element) !== entry.width) paint(id); });
  let waiting = 0;
  window.addEventListener('resize', () => { clearTimeout(waiting); waiting = setTimeout(() => { if (!printing) repaint(); }, 120); });
  const opened = [];
  const beginPrint = () => {
    if (printing) return;
    printing = true;
    document.querySelectorAll('details.print-open:not([open])').forEach(d => { d.open = true; opened.push(d); });
    repaint();
  };
  const endPrint = () => {
    if (!printing) return;
    printing = false;
    opened.splice(0).forEach(d => { d.open = false; });
    repaint();
  };
  window.addEventListener('beforeprint', beginPrint);
  window.addEventListener('afterprint', endPrint);
  window.matchMedia('print').addEventListener('change', e => (e.matches ? beginPrint() : endPrint()));

  const ruler = document.createElement('canvas').getContext('2d');
  /** Lines that fit the width, words whole where possible; ECharts itself takes Cyrillic letters for wide ones. */
  const wrap = (text, width, size, most) => {
    ruler.font = size + 'px ' + FONT;
    const fits = line => ruler.measureText(line).width <= width;
    const lines = [];
    let line = '';
    const pieces = text.replace(/[\n\r\u2028\u2029]+/g, ' ').split(' ').flatMap(word => {
      if (fits(word)) return [word];
      const parts = [];
      while (word && !fits(word)) {
        let end = word.length;
        while (end > 1 && !fits(word.slice(0, end) + '-')) end--;
        if (word.length - end < 3 && end > 4) end = word.length - 3;
        parts.push(word.slice(0, end) + '-');
        word = word.slice(end);
      }
      return word ? [...parts, word] : parts;
    });
    pieces.forEach(piece => {
      if (line && !fits(line + ' ' + piece)) { lines.push(line); line = piece; } else line = line ? line + ' ' + piece : piece;
    });
    if (line) lines.push(line);
    if (lines.length <= most) return lines.length ? lines : [''];
    let last = lines[most - 1];
    while (last && !fits(last + '…')) last = last.slice(0, -1);
    return [...lines.slice(0, most - 1), last.replace(/[\s,;:]+$/, '') + '…'];
  };
  const labels = (names, width, most = 3) => names.map(name => wrap(name, width, 12.5, most).join('\n'));
  const linesOf = texts => Math.max(1, ...texts.map(text => text.split('\n').length));

  /**
   * Two stages side by side: a row of text over a track with a ring (first) and a dot (second).
   * rows: {title, figures, unit, verdict, base, compared, tip[]}; positions on an axis from `min` to `max`.
   */
  const dumbbell = (rows, axis) => width => {
    const narrow = width < 560;
    const size = narrow ? 12.5 : 13;
    const figuresWidth = narrow ? width : Math.min(300, width * 0.46);
    const titleWidth = narrow ? width - 4 : width - figuresWidth - 14;
    const figures = rows.map(r => {
      const verdict = '   ' + Words.shown('verdict', r.verdict).sign + ' ' + Words.name('verdict', r.verdict);
      const full = r.figures + ' ' + r.unit + verdict;
      ruler.font = '600 ' + size + 'px ' + FONT;
      return r.unit && ruler.measureText(full).width <= figuresWidth ? full : r.figures + verdict;
    });
    const titles = rows.map(r => wrap(r.title, titleWidth, size, 2));
    const titleLines = Math.max(...titles.map(lines => lines.length));
    const textHeight = titleLines * 16 + (narrow ? 17 : 0);
    const rowHeight = textHeight + 30;
    const height = rows.length * rowHeight + 34;
    const max = axis.max, min = axis.min;
    // Steps of one digit that end at the last mark.
    const steps = [5, 4, 3].find(n => Number((max / n).toPrecision(1)) === max / n) || 5;
    const inside = v => Math.min(max, Math.max(min, v));
    const render = (params, api) => {
      const i = api.value(2);
      const row = rows[i];
      const verdict = Words.shown('verdict', row.verdict);
      const left = params.coordSys.x, full = params.coordSys.width;
      const top = api.coord([min, i])[1] - rowHeight / 2;
      const y = top + textHeight + 14;
      const x = v => api.coord([inside(v), i])[0];
      const base = row.base === null ? null : x(row.base), compared = row.compared === null ? null : x(row.compared);
      const shapes = [
        {type: 'rect', shape: {x: 0, y: top, width, height: rowHeight}, style: {fill: 'rgba(255,255,255,0.01)'}},
        {type: 'text', style: {text: titles[i].join('\n'), x: 0, y: top + 3 + (narrow ? (titleLines - titles[i].length) * 16 : 0), lineHeight: 16, fill: INK, font: size + 'px ' + FONT}},
        {type: 'text', style: {text: figures[i], x: narrow ? 0 : width, y: narrow ? top + 3 + titleLines * 16 : top + 3, align: narrow ? 'left' : 'right', lineHeight: 16, fill: INK, font: '600 ' + size + 'px ' + FONT}},
        {type: 'line', shape: {x1: left, y1: y, x2: left + full, y2: y}, style: {stroke: '#dfe6ec', lineWidth: 2}}
      ];
      if (base !== null && compared !== null) {
        shapes.push({type: 'line', shape: {x1: base, y1: y, x2: compared, y2: y}, style: {stroke: verdict.colour, lineWidth: 4, opacity: 0.55}});
      }
      if (base !== null) shapes.push(mark(base, y, row.base > max, verdict.colour, false));
      if (compared !== null) shapes.push(mark(compared, y, row.compared > max, verdict.colour, true));
      return {type: 'group', children: shapes};
    };
    const mark = (x, y, beyond, colour, filled) => (beyond
      ? {type: 'polygon', shape: {points: [[x - 5, y - 7], [x + 6, y], [x - 5, y + 7]]}, style: {fill: filled ? colour : '#fff', stroke: colour, lineWidth: 2}}
      : {type: 'circle', shape: {cx: x, cy: y, r: 6}, style: {fill: filled ? colour : '#fff', stroke: colour, lineWidth: 2.5}});
    return {
      height,
      option: {
        grid: {left: 12, right: 14, top: 0, bottom: 34},
        xAxis: {type: 'value', min, max, interval: axis.interval || max / steps, axisLabel: {formatter: axis.label, color: MUTED, hideOverlap: true, showMaxLabel: true}, splitLine: {lineStyle: {color: '#eef2f5'}}},
        yAxis: {type: 'category', inverse: true, data: rows.map((_, i) => String(i)), axisLabel: {show: false}, axisTick: {show: false}, axisLine: {show: false}},
        tooltip: {confine: true, borderColor: LINE, textStyle: {color: INK, fontSize: 13}, formatter: p => tip(rows[p.dataIndex].tip)},
        series: [{type: 'custom', renderItem: render, data: rows.map((_, i) => [min, i, i]), encode: {x: 0, y: 1}, clip: false}]
      }
    };
  };

  /** One indicator over the years; points: {year, value, status, tip[]}; stages: {name, first, last}. */
  const years = (points, stages, format) => () => {
    const bandOf = year => stages.findIndex(s => year >= s.first && year <= s.last);
    const middle = new Map(stages.map(s => [Math.floor((s.first + s.last) / 2), s.name]));
    const has = p => p.value !== null;
    const low = Math.min(...points.filter(has).map(p => p.value), 0);
    return {
      height: 190,
      option: {
        grid: {left: 8, right: 10, top: 14, bottom: 4, containLabel: true},
        xAxis: {
          type: 'category', data: points.map(p => String(p.year)), boundaryGap: true,
          splitArea: {show: true, areaStyle: {color: points.map(p => (bandOf(p.year) < 0 ? '#fff' : BANDS[bandOf(p.year) % BANDS.length]))}},
          axisLabel: {color: MUTED, fontSize: 12, lineHeight: 15, interval: 0, formatter: y => y + (middle.has(+y) ? '\n' + middle.get(+y) : '\n')},
          axisLine: {lineStyle: {color: '#93a3b1'}}, axisTick: {show: false}
        },
        yAxis: {type: 'value', min: low < 0 ? undefined : 0, splitNumber: 3, axisLabel: {color: MUTED, fontSize: 12, formatter: format}, splitLine: {lineStyle: {color: '#dbe3ea'}}},
        tooltip: {confine: true, borderColor: LINE, textStyle: {color: INK, fontSize: 13}, formatter: p => tip(points[p.dataIndex].tip)},
        series: [
          {
            type: 'line', connectNulls: false, lineStyle: {color: ACCENT, width: 2.5}, showAllSymbol: true,
            data: points.map(p => ({
              value: p.value, symbol: 'circle', symbolSize: 9,
              itemStyle: p.status === 'partial' ? {color: '#fff', borderColor: ACCENT, borderWidth: 2.5} : {color: ACCENT}
            }))
          },
          {
            type: 'scatter', symbol: 'path://M1,0 L5,4 L9,0 L10,1 L6,5 L10,9 L9,10 L5,6 L1,10 L0,9 L4,5 L0,1 Z', symbolSize: 11, itemStyle: {color: Words.shown('submission_status', 'not_sent').colour},
            data: points.map(p => (has(p) ? null : Math.max(low, 0))), tooltip: {formatter: p => tip(points[p.dataIndex].tip)}
          }
        ]
      }
    };
  };

  /** Horizontal bars; rows: {name, values[], tip[]}; series: [{name, colour, decal}]. */
  const bars = (rows, series, format) => width => {
    const labelWidth = Math.min(300, Math.round(width * 0.42));
    const names = labels(rows.map(r => r.name), labelWidth);
    const rowHeight = Math.max(series.length * 18 + 12, linesOf(names) * 15 + 8);
    const stacked = width < 440;
    const top = series.length > 1 ? (stacked ? 52 : 30) : 4;
    return {
      height: rows.length * rowHeight + top + 30,
      option: {
        legend: series.length > 1 ? {top: 0, left: 0, itemGap: stacked ? 6 : 18, orient: stacked ? 'vertical' : 'horizontal', textStyle: {color: INK, fontSize: 13}, selectedMode: false} : undefined,
        grid: {left: labelWidth + 10, right: 48, top, bottom: 28},
        xAxis: {type: 'value', splitNumber: 3, minInterval: 1, axisLabel: {formatter: format, color: MUTED, hideOverlap: true}, splitLine: {lineStyle: {color: '#e6ecf1'}}},
        yAxis: {
          type: 'category', inverse: true, data: rows.map((_, i) => String(i)), axisTick: {show: false}, axisLine: {lineStyle: {color: '#93a3b1'}},
          axisLabel: {formatter: i => names[i], lineHeight: 15, fontSize: 12.5, color: INK, interval: 0}
        },
        tooltip: {confine: true, borderColor: LINE, textStyle: {color: INK, fontSize: 13}, formatter: p => tip(rows[p.dataIndex].tip)},
        series: series.map((s, i) => ({
          name: s.name, type: 'bar', barWidth: series.length > 1 ? 13 : 16, barGap: '20%', data: rows.map(r => r.values[i]),
          itemStyle: Object.assign({color: s.colour}, s.decal ? {decal: {symbol: 'rect', dashArrayX: [1, 0], dashArrayY: [2, 4], rotation: -Math.PI / 4, color: 'rgba(255,255,255,0.55)'}} : {}),
          label: {show: true, position: 'right', fontSize: 12, color: INK, formatter: p => (p.value === null || p.value === undefined ? '' : format(p.value))}
        }))
      }
    };
  };

  /** A grid of shares: rows × columns; cells: [column, row, share, text, tip[]]. */
  const grid = (rows, columns, cells) => width => {
    const narrow = width < 480;
    const labelWidth = Math.min(260, Math.round(width * (narrow ? 0.32 : 0.38)));
    const names = labels(rows, labelWidth, narrow ? 4 : 3);
    return {
      height: rows.length * Math.max(30, linesOf(names) * 15 + 8) + 34,
      option: {
        grid: {left: labelWidth + 10, right: 6, top: 26, bottom: 4},
        xAxis: {type: 'category', data: columns, position: 'top', axisTick: {show: false}, axisLine: {show: false}, axisLabel: {color: INK, fontSize: narrow ? 11 : 12.5, interval: 0}},
        yAxis: {type: 'category', inverse: true, data: rows.map((_, i) => String(i)), axisTick: {show: false}, axisLine: {show: false}, axisLabel: {formatter: i => names[i], lineHeight: 15, fontSize: 12.5, color: INK, interval: 0}},
        visualMap: {show: false, min: 0, max: 1, dimension: 2, inRange: {color: ['#f6c4ae', '#f7ead9', '#d5e5f1', '#9fc1de']}},
        tooltip: {confine: true, borderColor: LINE, textStyle: {color: INK, fontSize: 13}, formatter: p => tip(cells[p.dataIndex][4])},
        series: [{
          type: 'heatmap', data: cells.map(c => [c[0], c[1], c[2]]), itemStyle: {borderColor: '#fff', borderWidth: 2},
          label: {show: true, color: INK, fontSize: narrow ? 10.5 : 12.5, formatter: p => (narrow ? cells[p.dataIndex][3].replace(' из ', '/') : cells[p.dataIndex][3])}
        }]
      }
    };
  };

  return {draw, forget, dumbbell, years, bars, grid, BANDS};
})();
