/// What a report has of style and script: one of each, in the file itself, by the hash that its policy names.
enum ReportControls {
  /// Search and filters; hidden until the script that they need is there.
  static let html = """
    <div id="find" role="search" hidden><label>Search <input type="search" id="w" autocomplete="off"></label>\
    <label>Kind <select id="k"><option value="">all</option><option>direct</option><option>indirect</option>\
    <option>mixed</option></select></label>\
    <label>Source <select id="n"><option value="">all</option><option value="1">named</option>\
    <option value="0">not named</option></select></label>\
    <label>Confidence from <input type="number" id="c" min="0" max="1" step="0.05" value="0"></label>\
    <button type="button" id="o">Open all found</button> <output id="r" aria-live="polite"></output></div>
    """

  static let script = """
    (function(){'use strict';var d=document,g=function(i){return d.getElementById(i)},f=g('find');if(!f)return;f.hidden=false;
    var groups=[].slice.call(d.querySelectorAll('details.who')).map(function(e){return{e:e,n:e.firstChild.textContent.toLowerCase(),
    q:[].slice.call(e.querySelectorAll('li.q'))}});
    function run(open){var w=g('w').value.toLowerCase(),k=g('k').value,n=g('n').value,c=parseFloat(g('c').value)||0,all=0,any=0;
    groups.forEach(function(x){var hit=0,byName=w&&x.n.indexOf(w)>=0;x.q.forEach(function(q){var s=q.dataset;
    var ok=(!k||s.k===k)&&(!n||s.n===n)&&parseFloat(s.c)>=c&&(!w||byName||q.textContent.toLowerCase().indexOf(w)>=0);
    q.hidden=!ok;if(ok)hit++});x.e.hidden=!hit;if(hit){any++;all+=hit}if(open&&hit)x.e.open=true});
    g('r').textContent=all+' quotes of '+any+' sources'}
    var t;function soon(){clearTimeout(t);t=setTimeout(function(){run(!!g('w').value)},150)}
    ['w','c'].forEach(function(i){g(i).addEventListener('input',soon)});
    ['k','n'].forEach(function(i){g(i).addEventListener('change',function(){run(false)})});
    g('o').addEventListener('click',function(){run(true)});
    function show(){var e=location.hash.length>1&&g(location.hash.slice(1));if(e&&e.tagName==='DETAILS'){e.hidden=false;e.open=true;
    e.scrollIntoView()}}
    addEventListener('hashchange',show);show()})();
    """

  static let style = """
    :root{--bg:#fff;--fg:#1c1e21;--dim:#595f69;--line:#d5d9de;--soft:#f4f5f7;--link:#0b57a4;--a:#2f6fb0;--b:#c2702a;--d:#8b95a1;\
    --c:#fff2b8;--u:#8a1c6b;--s:#0a6148;--del:#fdeaea;--ins:#e6f5ec}
    @media (prefers-color-scheme:dark){:root{--bg:#15181c;--fg:#e7e9ec;--dim:#a6aeb8;--line:#3a414a;--soft:#1f242a;--link:#8dbdf2;\
    --a:#5b9bdc;--b:#e09a5a;--d:#717b87;--c:#4a4212;--u:#f0a3d8;--s:#7ed8b8;--del:#45232a;--ins:#1c3d2c}}
    *{box-sizing:border-box}
    body{margin:0;background:var(--bg);color:var(--fg);font:16px/1.5 system-ui,sans-serif;overflow-wrap:anywhere}
    main{max-width:60rem;margin:0 auto;padding:1rem}
    h1{font-size:1.7rem;line-height:1.2;margin:.5rem 0}h2{font-size:1.3rem;margin:2.2rem 0 .6rem;border-top:1px solid var(--line);padding-top:1rem}
    h3{font-size:1.05rem;margin:1.4rem 0 .4rem}
    .lead{font-size:1.1rem}.m,figcaption+.legend,.v{color:var(--dim)}.m{font-size:.85rem}
    a{color:var(--link)}a:focus-visible,summary:focus-visible,button:focus-visible,input:focus-visible,select:focus-visible,\
    .wide:focus-visible{outline:3px solid var(--link);outline-offset:2px}
    nav a{margin-right:.8rem;display:inline-block;padding:.2rem 0}
    #find:not([hidden]){display:flex;flex-wrap:wrap;gap:.6rem 1rem;align-items:end;background:var(--soft);padding:.8rem;margin:1rem 0;\
    border-radius:.4rem}
    #find label{display:flex;flex-direction:column;font-size:.85rem}
    input,select,button{font:inherit;color:inherit;background:var(--bg);border:1px solid var(--dim);border-radius:.3rem;padding:.3rem .5rem;\
    max-width:100%}
    figure{margin:1rem 0 1.6rem}figcaption{font-weight:600;margin-bottom:.3rem}
    svg{display:block;overflow:visible}svg svg{overflow:hidden}.n{white-space:nowrap}svg text{fill:currentColor;font-size:14px}svg .v{fill:var(--dim);font-size:13px}svg line{stroke:var(--dim)}
    svg a text{fill:var(--link);text-decoration:underline}
    .p0{fill:var(--a);background:var(--a)}.p1{fill:var(--b);background:var(--b)}.p2,.p3,.p4,.p5{fill:var(--d);background:var(--d)}
    .p3{opacity:.8}.p4{opacity:.6}.p5{opacity:.4}
    .k{display:inline-block;width:.8rem;height:.8rem;border-radius:.15rem;margin:0 .3rem 0 .6rem}.legend{margin:.2rem 0}
    details{margin:.3rem 0}summary{cursor:pointer;padding:.15rem 0}details.who,details.story{border-bottom:1px solid var(--line);content-visibility:auto;\
    contain-intrinsic-size:auto 2rem}
    .wide{overflow-x:auto;max-width:100%}table{border-collapse:collapse;font-size:.9rem;overflow-wrap:normal}
    th,td{text-align:left;padding:.25rem .6rem;border-bottom:1px solid var(--line);vertical-align:top}td{font-variant-numeric:tabular-nums}
    thead th{color:var(--dim);font-weight:600}tbody th{font-weight:400}
    .heat td{text-align:center}.h1{background:rgba(47,111,176,.12)}.h2{background:rgba(47,111,176,.24)}.h3{background:rgba(47,111,176,.36)}\
    .h4{background:rgba(47,111,176,.48)}.h5{background:rgba(47,111,176,.6)}
    .q{margin:.7rem 0}blockquote{margin:0;padding-left:.8rem;border-left:3px solid var(--line)}.q p{margin:.2rem 0 0 .8rem}
    mark{background:none;color:inherit}.c{background:var(--c)}.u{color:var(--u);font-weight:600}.s{color:var(--s);font-weight:600;\
    text-decoration:underline}
    .reuse{margin:.8rem 0;padding-left:.8rem;border-left:3px solid var(--line)}.del{background:var(--del)}.ins{background:var(--ins)}
    .diff td{min-width:10rem}
    @media print{#find,nav{display:none}body{font-size:11pt}main{max-width:none;padding:0}a{color:inherit}figure,.q{break-inside:avoid}}
    """
}
