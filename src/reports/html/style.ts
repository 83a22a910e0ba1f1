/** How the page looks. Text has a contrast of 4.5 at least on what it stands on, lines of 3. */
export const STYLE = `
:root{--page:#fff;--panel:#f6f8fa;--ink:#1b1f24;--dim:#545d68;--line:#d0d7de;--link:#0550ae;--pass:#116329;--fail:#b42318;--invalid:#7a4b00;--error:#6e3ba8;
--c0:#0550ae;--c1:#b42318;--c2:#116329;--c3:#7a4b00;--c4:#6e3ba8;--c5:#0b6b77;--road:#dfe3e8;--solid:#b3bac2;--bar:#0550ae}
@media screen and (prefers-color-scheme:dark){:root{--page:#0d1117;--panel:#161b22;--ink:#e6edf3;--dim:#9da7b3;--line:#343b44;--link:#79c0ff;--pass:#6fdd8b;--fail:#ff9a94;
--invalid:#e3b341;--error:#d2a8ff;--c0:#79c0ff;--c1:#ff9a94;--c2:#6fdd8b;--c3:#e3b341;--c4:#d2a8ff;--c5:#7ee0ea;--road:#262d36;--solid:#4b5563;--bar:#58a6ff}}
*{box-sizing:border-box}
body{margin:0;background:var(--page);color:var(--ink);font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"DejaVu Sans",sans-serif}
main{max-width:1180px;margin:0 auto;padding:24px 20px 60px}
h1{font-size:26px;line-height:1.25;margin:0 0 4px}
h2{font-size:20px;margin:44px 0 4px;padding-top:18px;border-top:1px solid var(--line)}
h3{font-size:16px;margin:26px 0 8px}
h4{font-size:15px;margin:0;display:inline;font-weight:600}
h5{font-size:13px;margin:16px 0 4px;color:var(--dim);font-weight:600}
p{margin:4px 0 10px;max-width:85ch}
a{color:var(--link)}
:focus-visible{outline:2px solid var(--link);outline-offset:2px}
td,th,dd,code,h1,h2,h3,h4,li,p{unicode-bidi:isolate;overflow-wrap:anywhere}
.dim{color:var(--dim)}
.scroll{overflow-x:auto}
table{border-collapse:collapse;font-size:14px;width:100%}
.scroll table,.cases table{min-width:720px}
.fit table,table.fit{width:auto;min-width:0}
caption{text-align:left;color:var(--dim);font-size:13px;padding:0 0 4px}
th,td{text-align:left;vertical-align:top;padding:5px 12px 5px 0;border-bottom:1px solid var(--line)}
thead th{color:var(--dim);font-weight:600;font-size:13px;white-space:nowrap;overflow-wrap:normal}
tbody th{font-weight:500}
.number{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
code{font:13px/1.45 ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace}
.totals{display:flex;flex-wrap:wrap;gap:10px;margin:18px 0;padding:0;list-style:none}
.totals li{background:var(--panel);border:1px solid var(--line);border-radius:8px;padding:8px 16px;min-width:104px}
.totals b{display:block;font-size:24px;line-height:1.25;font-variant-numeric:tabular-nums}
.facts{display:flex;flex-wrap:wrap;gap:2px 26px;margin:10px 0 0;font-size:14px}
.facts div{display:flex;gap:7px}
.facts dt{color:var(--dim)}
.facts dd{margin:0}
.outcome{white-space:nowrap;font-weight:600}
.pass{color:var(--pass)}.fail{color:var(--fail)}.invalid{color:var(--invalid)}.error{color:var(--error)}
.filter{display:flex;flex-wrap:wrap;gap:10px 18px;align-items:center;margin:0 0 8px;font-size:14px}
.filter label{display:flex;gap:7px;align-items:center}
select,input[type=search],button{font:inherit;font-size:14px;color:var(--ink);background:var(--page);border:1px solid var(--dim);border-radius:6px;padding:4px 10px}
button{cursor:pointer}
button:hover{background:var(--line)}
.cases{max-height:440px;overflow:auto;border:1px solid var(--line);border-radius:8px}
.cases thead th{position:sticky;top:0;background:var(--panel);z-index:1}
.cases th,.cases td{padding:5px 12px}
.cases tbody tr:last-child>*{border-bottom:0}
tr:target{background:var(--panel);outline:2px solid var(--link);outline-offset:-2px}
.cases .words,.scroll .words{font-size:13px;color:var(--dim)}
details.failure{border:1px solid var(--line);border-radius:8px;margin:10px 0;background:var(--panel)}
details.failure>summary{padding:9px 14px;cursor:pointer}
details.failure .why{margin-left:8px}
details.failure .body{padding:2px 16px 16px}
.pair{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(320px,100%),1fr));gap:0 32px}
.pair>*{min-width:0}
.risks,.plots{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(330px,100%),1fr));gap:14px}
figure{margin:0}
.risks figure,.plots figure,.replay{background:var(--page);border:1px solid var(--line);border-radius:8px;padding:9px 12px}
figcaption,.risks details{font-size:13px}
.risks table{font-size:12.5px}.risks .number{white-space:normal}
figcaption b{font-weight:600}
svg{display:block;width:100%;height:auto}
svg text{fill:var(--dim);font:10px system-ui,-apple-system,"Segoe UI",Roboto,"DejaVu Sans",sans-serif}
svg .end{text-anchor:end}svg .mid{text-anchor:middle}
svg .grid{stroke:var(--line);stroke-width:1;fill:none}
svg .axis{stroke:var(--dim);stroke-width:1;fill:none}
svg .bar{fill:var(--bar);fill-opacity:.45}
svg .whisker{stroke:var(--ink);stroke-width:1.5;fill:none}
svg .dot{fill:var(--ink)}
svg .mean{stroke:var(--dim);stroke-width:1;stroke-dasharray:4 3}
svg .curve{fill:none;stroke-width:1.8;stroke-linejoin:round}
svg .limit{stroke:var(--fail);stroke-width:1;stroke-dasharray:5 3}
svg .moment{stroke:var(--fail);stroke-width:1.2}
svg .now{stroke:var(--ink);stroke-width:1}
.k0{stroke:var(--c0)}.k1{stroke:var(--c1);stroke-dasharray:7 3}.k2{stroke:var(--c2);stroke-dasharray:2 2.5}.k3{stroke:var(--c3);stroke-dasharray:8 3 2 3}.k4{stroke:var(--c4);stroke-dasharray:12 4}.k5{stroke:var(--c5);stroke-dasharray:4 4}
.legend{display:inline-flex;gap:5px;align-items:center;margin-left:12px}
.legend svg{width:26px;height:8px}
.interval{width:220px}
.share{padding-left:18px}.share .dim{white-space:nowrap}
.note{display:block}
.replay{margin-top:14px}
.replay>svg{background:var(--panel);border-radius:6px;margin:6px 0;aspect-ratio:3/1}
.replay .lane{stroke:var(--road);fill:none;stroke-linejoin:round}
.replay .middle{stroke:var(--page);stroke-width:.12;fill:none}
.replay .solid{fill:var(--solid)}
.replay .trail{fill:none;stroke-width:.18;stroke-dasharray:none;opacity:.75}
.replay .body0{fill:var(--c0)}.replay .body1{fill:var(--c1)}.replay .body2{fill:var(--c2)}.replay .body3{fill:var(--c3)}.replay .body4{fill:var(--c4)}.replay .body5{fill:var(--c5)}
.replay .front{fill:var(--page)}
.replay .names text{font-size:inherit;fill:var(--ink);font-weight:600}
.replay .ruler path{stroke:var(--ink);stroke-width:.15;fill:none}
.replay .ruler text{font-size:inherit;fill:var(--ink)}
.controls{display:flex;flex-wrap:wrap;gap:10px 16px;align-items:center;font-size:14px}
.controls input[type=range]{flex:1;min-width:180px;accent-color:var(--link)}
.controls output{font-variant-numeric:tabular-nums;min-width:60px}
.controls label{display:flex;gap:7px;align-items:center}
.controls .grow{flex:1 1 260px}
.command{display:flex;gap:10px;align-items:flex-start;margin:4px 0 0}
.command code{flex:1;background:var(--page);border:1px solid var(--line);border-radius:6px;padding:5px 10px;white-space:pre-wrap}
ul.reasons{margin:6px 0;padding-left:20px}
ul.ids{columns:3 260px;font-size:13px;margin:6px 0;padding-left:20px}
[hidden]{display:none!important}
@media print{main{max-width:none;padding:0}body{font-size:11pt}.filter,.controls,button{display:none!important}.cases{max-height:none;overflow:visible;border:0}
figure,tr,.totals{break-inside:avoid}h2,h3,h4,h5{break-after:avoid}a{color:inherit;text-decoration:none}details.failure{break-inside:auto}
.cases thead th{position:static}details.failure::details-content{content-visibility:visible!important;block-size:auto!important}}
`;
