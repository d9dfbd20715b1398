import { chromium } from 'playwright-core';
import { findChromium } from './scripts/chromium.mjs';
const base = process.env.BASE ?? 'http://127.0.0.1:4600';
const out = '/tmp/w/reviewedge/shots';
const b = await chromium.launch({ executablePath: findChromium(), args:['--no-sandbox'] });
const list = async (q) => (await (await fetch(`${base}/v1/learners?${q}`)).json()).items;
const gen = (await list('origin=generated&limit=50'));
const imp = (await list('origin=imported&limit=200'));
const g = gen[0].user_id;
const oulad = imp.find(l=>/oulad/i.test(l.origin.source))?.user_id, fsrs = imp.find(l=>/fsrs/i.test(l.origin.source))?.user_id;
console.log(g, oulad, fsrs, new Set(imp.map(l=>l.origin.source)));
const s = (await (await fetch(`${base}/v1/learners/${g}/sessions?since=1970-01-01T00:00:00Z&limit=1`)).json()).items[0].session_id;
const pages = { choose:'/', learner:`/learners/${g}`, oulad:`/learners/${oulad}`, fsrs:`/learners/${fsrs}`, session:`/learners/${g}/sessions/${s}`, practice:`/learners/${g}/practice`, platform:'/platform', missing:'/nope', nolearner:'/learners/00000000-0000-4000-8000-000000000000', docs:'/docs', problem:'/problems/validation_failed' };
const only = process.argv.slice(2);
for (const scheme of ['light','dark']) for (const width of [1280,390]) {
  const ctx = await b.newContext({ viewport:{width,height:width===390?844:900}, colorScheme:scheme });
  const p = await ctx.newPage();
  p.on('console', m => { if (m.type()==='error') console.log('console', m.text().slice(0,200)); });
  p.on('pageerror', e => console.log('pageerror', e.message));
  for (const [n,path] of Object.entries(pages)) { if (only.length && !only.includes(n)) continue;
    await p.goto(base+path); await p.waitForLoadState('networkidle').catch(()=>{}); await p.waitForTimeout(600);
    const over = await p.evaluate(()=>document.documentElement.scrollWidth - innerWidth); if (over>0) console.log('overflow', n, scheme, width, over);
    await p.screenshot({ path:`${out}/${n}-${scheme}-${width}.png`, fullPage:true });
  }
  await ctx.close();
}
await b.close();
