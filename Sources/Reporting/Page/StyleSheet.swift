/// The looks of the page: colours with a contrast of at least 4.5 : 1 for text, light and dark, and in print.
package enum StyleSheet {
  /// Page, cards and tables.
  package static let page: Markup = """

    :root{color-scheme:light dark;--back:#f5f6f8;--card:#fff;--ink:#1b2430;--quiet:#566273;--line:#dde2e9;--link:#1d56b0;\
    --good:#17703f;--good-back:#e6f4ec;--close:#835300;--close-back:#fdf3dc;--bad:#b02a1c;--bad-back:#fdecea;\
    --s1:#2462c4;--s2:#bd5a0c;--s3:#0f766e}
    @media (prefers-color-scheme:dark){:root{--back:#10141a;--card:#181e27;--ink:#e7ebf1;--quiet:#a3aebd;--line:#2d3643;\
    --link:#8db8ff;--good:#67d399;--good-back:#12301f;--close:#f0bf5c;--close-back:#33270c;--bad:#ff958a;\
    --bad-back:#3a1613;--s1:#79adff;--s2:#f4a55c;--s3:#5fd0c4}}
    *{box-sizing:border-box}
    html{-webkit-text-size-adjust:100%;scroll-behavior:smooth;scroll-padding-top:16px}
    body{margin:0 auto;padding:40px 32px 64px;max-width:1240px;background:var(--back);color:var(--ink);\
    font:16px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,"PingFang SC","Microsoft YaHei",\
    "Noto Sans CJK SC","Noto Sans SC",sans-serif;font-variant-numeric:tabular-nums}
    h1,h2,h3,h4,p{margin:0;overflow-wrap:anywhere}
    h1{font-size:32px;line-height:1.2;font-weight:650;letter-spacing:-.01em}
    h2{font-size:22px;line-height:1.3;font-weight:650}
    h3{font-size:16px;font-weight:650}
    h4,figure h3{font-size:15px;font-weight:650}
    a{color:var(--link);text-decoration-thickness:1px;text-underline-offset:3px}
    a:focus-visible,summary:focus-visible,.scroll:focus-visible{outline:2px solid var(--link);outline-offset:3px}
    small{font-size:.78em;color:var(--quiet);font-weight:400;white-space:nowrap}
    .kicker{color:var(--quiet);font-size:13px;font-weight:600;letter-spacing:.06em;text-transform:uppercase;\
    margin-bottom:6px}
    .facts,.note,.lead{color:var(--quiet)}
    .verdict{margin-top:12px;max-width:80ch;font-size:18px;line-height:1.45}
    .facts{margin-top:10px;font-size:14px}
    .note{font-size:14px}
    .lead{margin:4px 0 18px}
    #promises .lead{color:var(--ink);font-size:18px}
    .warning{margin-top:16px;padding:10px 14px;border-radius:8px;background:var(--close-back);color:var(--close)}
    nav{margin:22px 0 8px}
    nav ul{display:flex;flex-wrap:wrap;gap:6px 18px;margin:0;padding:0;list-style:none;font-size:14px}
    nav a{display:inline-block;padding:3px 0;overflow-wrap:anywhere}
    section{margin-top:44px}
    .cards{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,265px),1fr));gap:18px}
    .card,.panel,figure,details.type{background:var(--card);border:1px solid var(--line);border-radius:12px}
    .card{max-width:480px;padding:18px 20px 14px;border-top:4px solid var(--tone);break-inside:avoid}
    .card header{display:flex;flex-wrap:wrap;align-items:start;justify-content:space-between;gap:6px 12px}
    .card h3 a{color:inherit}
    .kept{--tone:var(--good);--tone-back:var(--good-back)}.close{--tone:var(--close);--tone-back:var(--close-back)}
    .missed{--tone:var(--bad);--tone-back:var(--bad-back)}.unknown{--tone:var(--quiet);--tone-back:var(--back)}
    .light{display:inline-block;padding:2px 10px;border-radius:99px;font-size:13px;font-weight:600;white-space:nowrap}
    .light{color:var(--tone);background:var(--tone-back)}
    .big{margin:12px 0 0;font-size:34px;line-height:1.2;font-weight:650;letter-spacing:-.01em}
    .big small{font-size:16px;letter-spacing:0}
    .gauge{display:block;width:100%;margin:12px 0 8px}
    .gauge .track{fill:var(--line)}.gauge .fill{fill:var(--tone,var(--s1))}td .gauge{margin:0;min-width:120px}
    .gauge .aim{stroke:var(--ink);stroke-width:2}.gauge .whisker{stroke:var(--ink);stroke-width:1.5;opacity:.55}
    .card dl{margin:0;font-size:14px}
    .card dl div{display:flex;justify-content:space-between;gap:12px;padding:6px 0;border-top:1px solid var(--line)}
    .card dl div:first-child{border-top:0}
    .card dt,.card dd{white-space:nowrap}
    dt{color:var(--quiet)}
    dd{margin:0;text-align:right}
    .panel{padding:18px 20px 20px;margin-top:18px}
    .panel h3{margin-bottom:8px}
    .panel .note{margin:6px 0 10px}
    .panel+.note{margin-top:22px}
    .channel{color:var(--quiet);font-size:12.5px;font-weight:400;white-space:nowrap}
    .scroll{overflow-x:auto;margin:0 -4px;padding:0 4px;\
    background:linear-gradient(to left,var(--card) 40%,transparent) right/56px 100% no-repeat local,\
    linear-gradient(to left,var(--line),transparent) right/18px 100% no-repeat scroll}
    table{border-collapse:collapse;width:100%;font-size:14px}
    caption{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
    th,td{padding:8px 0 8px 18px;text-align:right;white-space:nowrap;border-bottom:1px solid var(--line);vertical-align:top}
    tbody tr:last-child>*{border-bottom:0}
    thead th{color:var(--quiet);font-size:12.5px;font-weight:600;vertical-align:bottom;min-width:64px}
    thead th span{display:block}
    th:first-child{text-align:left;padding-left:0;min-width:0}
    tbody th{font-weight:550;position:sticky;left:0;background:var(--card)}
    tbody th .channel{display:block}
    tbody th .name{width:max-content;max-width:min(380px,36vw);white-space:normal;overflow-wrap:anywhere}
    td small{display:block}
    th.word,td.word{text-align:left}
    .rowbar{display:block;width:100%;min-width:80px;max-width:420px;margin-top:6px}.rowbar rect{fill:var(--s1)}
    td:has(.rowbar){width:50%}
    .panel .charts{gap:20px 44px}.panel .charts>div{min-width:0}.panel .charts h4{margin:6px 0 2px;overflow-wrap:anywhere}
    .told td:first-child,.told thead th:first-child{padding-left:0;text-align:left;width:1%;min-width:56px}
    .told thead th:first-child{white-space:normal}
    .told .when th{position:static;padding-top:16px}
    .told thead th:nth-child(2),.sentence{text-align:left}
    .sentence div{display:grid;grid-template-columns:auto 1fr;gap:0 18px}
    .sentence [lang=en]{min-width:348px}.sentence [lang=zh-Hans]{min-width:256px}
    .sentence span{white-space:normal}
    .sentence span+span{color:var(--quiet)}
    details.type{margin-top:28px;padding:6px 20px}
    details.type[open]{padding-bottom:20px}
    details.type>summary{position:relative;padding:12px 0 12px 22px;list-style:none}
    details.type>summary::-webkit-details-marker{display:none}
    details.type>summary::before{content:"";position:absolute;left:3px;top:21px;border:6px solid transparent;\
    border-right:0;border-left:9px solid}
    details.type[open]>summary::before{transform:rotate(90deg)}
    details.type>summary h2{display:inline;margin-right:6px}
    details.type figure,details.type .panel{border:0;border-radius:0;padding-left:0;padding-right:0}
    details.type .panel{border-top:1px solid var(--line)}
    details.type .charts{gap:12px 44px}
    summary{cursor:pointer}
    .data{margin-top:6px;font-size:14px}
    .data>summary{color:var(--link);padding:4px 0;width:fit-content}
    .more>summary{color:var(--link);padding:4px 0;width:fit-content;font-size:14px}
    .data .scroll{max-height:340px;overflow:auto;margin-top:6px}
    .data thead th{position:sticky;top:0;background:var(--card);z-index:1}
    .data th,.data td{padding-top:5px;padding-bottom:5px}
    .glossary{margin:12px 0 0;display:grid;grid-template-columns:minmax(150px,230px) 1fr;gap:12px 28px;font-size:14px}
    .glossary dt{color:var(--ink);font-weight:600}
    .glossary dd{text-align:left;max-width:76ch}
    footer{margin-top:48px;padding-top:16px;border-top:1px solid var(--line);color:var(--quiet);font-size:13px}
    @media (max-width:640px){
    body{padding:24px 16px 48px}
    h1{font-size:26px}h2{font-size:20px}
    section{margin-top:34px}
    details.type{padding:4px 14px}
    .panel,figure{padding-left:14px!important;padding-right:14px!important}
    details.type .panel,details.type figure{padding-left:0!important;padding-right:0!important}
    .told,.told tbody,.told tbody tr{display:block}
    .told thead{display:none}
    .told tr:not(.when){display:grid;grid-template-columns:repeat(4,1fr) auto;gap:0 8px;padding:8px 0;\
    border-bottom:1px solid var(--line)}
    .told tbody td{padding:0;border:0;font-size:13px}
    .told tbody td:first-child{display:none}
    .told tbody td.sentence{grid-column:1/-1;margin-bottom:6px}
    .told td[data-name]::before{content:attr(data-name);display:block;color:var(--quiet);font-size:11px}
    .told .when th{display:block;padding-top:18px}
    .sentence div{display:block}
    .sentence span{display:block;min-width:0!important}
    .glossary{grid-template-columns:1fr;gap:2px}
    .glossary dd{margin-bottom:12px}
    th,td{padding-left:12px}
    thead th{min-width:48px}
    tbody th .name{max-width:32vw}
    }
    @media print{
    :root{color-scheme:light;--back:#fff;--card:#fff;--ink:#000;--quiet:#444;--line:#ccc;--link:#000;--good:#17703f;\
    --good-back:#fff;--close:#835300;--close-back:#fff;--bad:#b02a1c;--bad-back:#fff;--s1:#2462c4;--s2:#bd5a0c;--s3:#0f766e}
    details.type>summary{padding-left:0}
    details.type>summary::before{content:none}
    *{print-color-adjust:exact;-webkit-print-color-adjust:exact}
    body{padding:0 2px;max-width:none;font-size:12px}
    nav,details.data{display:none}
    .more>summary{display:none}
    details.type::details-content,details.more::details-content{content-visibility:visible;height:auto}
    section,details.type{margin-top:20px}
    figure,.card,tr{break-inside:avoid}
    h2,h3,h4,summary,.lead{break-after:avoid}
    .cards{grid-template-columns:repeat(auto-fill,minmax(150px,1fr));gap:10px}
    #overview .panel,#staff .panel{break-inside:avoid}
    .card{padding:12px 14px 8px}.card h3{font-size:13px}.light{padding:0;font-size:11px}
    .big{font-size:24px}.big small{font-size:12px}
    .card .note,.card dl{font-size:10px}
    .card dt{white-space:normal}
    tbody th{position:static}
    .scroll{overflow:visible}
    .note,.facts{font-size:11px}#promises .lead{font-size:14px}
    table,thead th,.channel{font-size:8.5px}
    th,td{padding:4px 0 4px 6px}
    thead th{min-width:0;white-space:normal}
    tbody th .name{max-width:150px}
    .sentence span{min-width:0!important}
    }

    """

  /// Charts: what ``ChartFrame`` and the charts in it need, wherever they stand.
  package static let charts: Markup = """

    .charts{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,440px),1fr));gap:18px;margin-top:14px}
    .charts>figure:only-child{grid-column:1/-1}
    figure{margin:0;padding:16px 20px 14px;min-width:0;break-inside:avoid}
    .legend{display:flex;flex-wrap:wrap;gap:2px 18px;margin:8px 0 0;padding:0;list-style:none;font-size:13px;\
    color:var(--quiet)}
    .legend i{display:inline-block;width:20px;margin-right:7px;vertical-align:middle;border-top:2.5px solid var(--c)}
    .legend i.level{--c:var(--good);border-top-style:dotted}
    .legend i.s2.line{border-top-style:dashed}.legend i.s3.line{border-top-style:dotted}
    .legend i.s2.line.solid{border-top-style:solid}
    .legend i.band,.legend i.area,.legend i.bar{height:11px;border:0;background:var(--c);border-radius:2px}
    .legend i.band{opacity:.28}.legend i.area{opacity:.5}.legend i.bar{width:12px}
    .s1{--c:var(--s1)}.s2{--c:var(--s2)}.s3{--c:var(--s3)}
    .chart{display:block;overflow:visible;width:calc(100% - 70px);margin:16px 12px 30px 58px}
    .chart.dated{margin-bottom:48px}
    .plane{overflow:visible}
    .chart text{font-size:12px;fill:var(--quiet)}
    .chart text.x{text-anchor:middle}.chart text.y{text-anchor:end}
    .warm{fill:var(--quiet);opacity:.14}
    .grid{stroke:var(--line)}.grid.day{stroke-dasharray:none;stroke:var(--quiet);opacity:.45}
    .base,.tick{stroke:var(--quiet)}
    line.level{stroke:var(--good);stroke-width:2;stroke-dasharray:2 4}
    .plane .line{fill:none;stroke:var(--c);stroke-width:2.25;stroke-linejoin:round;stroke-linecap:round;\
    vector-effect:non-scaling-stroke}
    .plane .line.s2{stroke-dasharray:7 4;stroke-linecap:butt}.plane .line.s3{stroke-dasharray:1 5}
    .plane .line.step{stroke-dasharray:none;stroke-linejoin:miter}
    .plane .band{fill:var(--c);opacity:.2;stroke:none}
    .plane .area{fill:var(--c);opacity:.45;stroke:none}
    .plane .area+.band{opacity:.55}
    .chart .bar,.chart circle{fill:var(--c)}
    .hit{fill:transparent}
    .hit:hover{fill:var(--quiet);fill-opacity:.13}
    @media (max-width:640px){.chart text.minor{display:none}.chart{width:calc(100% - 62px);margin-left:54px;\
    margin-right:8px}}
    @media print{.charts{grid-template-columns:1fr 1fr}.chart text.minor{display:none}\
    .legend{font-size:10px;gap:2px 10px}.legend i{width:14px;margin-right:4px}}

    """
}
