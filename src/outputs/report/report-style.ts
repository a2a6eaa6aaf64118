/**
 * The style of the report: it follows the light or dark scheme of the reader's system, fits narrow
 * windows, and prints on white.
 */
export const REPORT_STYLE = `
:root{color-scheme:light dark;--ink:#1a1a1a;--paper:#fff;--faint:#595959;--line:#c4c4c4;--shade:#f3f3f3;--link:#0b57a4;--mark:#fff1c2;--gap:#8a1c1c}
@media screen and (prefers-color-scheme:dark){:root{--ink:#e8e8e8;--paper:#161616;--faint:#b0b0b0;--line:#4a4a4a;--shade:#232323;--link:#8ec5ff;--mark:#4a3d10;--gap:#ffb3b3}svg{filter:invert(1) hue-rotate(180deg)}}
*{box-sizing:border-box}
body{font:15px/1.5 system-ui,"Segoe UI",Roboto,Arial,sans-serif;margin:0 auto;max-width:80rem;padding:0 1rem 4rem;color:var(--ink);background:var(--paper)}
a{color:var(--link)}
a:focus-visible,button:focus-visible,input:focus-visible,select:focus-visible,summary:focus-visible,.frame:focus-visible{outline:3px solid var(--link);outline-offset:2px}
.skip{position:absolute;left:-99rem}.skip:focus{position:static}
h1{font-size:1.7rem;line-height:1.25}h2{font-size:1.35rem;border-top:1px solid var(--line);padding-top:1rem;margin-top:2.5rem}h3{font-size:1.1rem}h4{margin-bottom:.25rem}
nav ul{columns:16rem;padding-left:1.2rem}
dl.facts{display:flex;flex-wrap:wrap;gap:.5rem 2rem;margin:1rem 0}.facts div{min-width:7rem}.facts dt{color:var(--faint);font-size:.85rem}.facts dd{margin:0;font-size:1.3rem;font-weight:600}
figure{margin:0;overflow-x:auto}svg{max-width:100%;height:auto}svg a:hover rect,svg a:focus rect{fill:#fff1c2;stroke-width:2.5}
.frame{overflow-x:auto}
table{border-collapse:collapse;width:100%;margin:.5rem 0 1rem}
caption{text-align:left;padding:.25rem 0;color:var(--faint)}
th,td{border:1px solid var(--line);padding:.25rem .5rem;text-align:left;vertical-align:top;overflow-wrap:break-word;min-width:3.5rem}
th{background:var(--shade)}.l{min-width:14rem;overflow-wrap:anywhere}.p{min-width:8rem;overflow-wrap:anywhere}.n{text-align:right;font-variant-numeric:tabular-nums}.k{font-family:ui-monospace,Consolas,monospace;font-size:.85em;min-width:6.5rem}th.k{font:inherit;font-weight:bold}td.k code{overflow-wrap:anywhere}
th button{all:unset;cursor:pointer;font-weight:inherit;text-decoration:underline dotted;text-underline-offset:.2em}th[aria-sort=ascending] button::after{content:" \\25b2"}th[aria-sort=descending] button::after{content:" \\25bc"}
.filter{display:flex;flex-wrap:wrap;gap:.5rem 1rem;align-items:end;margin:.75rem 0 .25rem}.filter label{display:flex;flex-direction:column;font-size:.85rem;color:var(--faint)}.filter input,.filter select{font:inherit;color:var(--ink);background:var(--paper);border:1px solid var(--faint);padding:.25rem;max-width:20rem}
pre,code{font-family:ui-monospace,Consolas,monospace;font-size:.88em}pre{white-space:pre-wrap;overflow-wrap:anywhere;background:var(--shade);padding:.5rem}
summary{cursor:pointer;padding:.35rem 0}summary h3{display:inline}
ul.flow{padding-left:1.2rem}ul.flow li{margin:.4rem 0}
.gap{color:var(--gap)}.note{background:var(--mark);padding:.5rem}
:target{scroll-margin-top:.5rem}section:target>h2,li:target{background:var(--mark)}
@media print{body{max-width:none;padding:0;font-size:10pt}nav,.skip,.filter{display:none}thead{display:table-header-group}tr,figure{break-inside:avoid}h2,h3,h4,caption{break-after:avoid}svg{max-height:24cm}a{color:inherit}th button{display:none}th[data-name]::before{content:attr(data-name)}th,td{min-width:0;padding:.15rem .3rem}table{font-size:8.5pt}.l{min-width:3.8cm}.p{min-width:2.2cm}.k{min-width:1.6cm}details:not([open]){display:none}}
`.trim();
