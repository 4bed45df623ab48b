import { createServer } from 'node:http';
import { readFileSync } from 'node:fs';
import { here, open_page, out, is_accessible, sticks_nowhere_out } from './chromium.mjs';
import { fake_answers } from './fake_server.mjs';
const sample = JSON.parse(readFileSync(here('../../src/sample/sample.json'), 'utf8'));
const answers = fake_answers(sample, readFileSync(here('../../dist/report.html'), 'utf8'), null);
answers['/api/runs'] = []; 
answers['/api/battles'][0].id = 'lake-khasan-1938';
answers['/api/battles/lake-khasan-1938'] = answers['/api/battles/battle'];
answers['/api/battles/lake-khasan-1938/ground'] = answers['/api/battles/battle/ground'];
const side = 'su';
const units = sample.units.filter(u => u.side === side).map(u => ({unit:u.index, path:u.path ?? 'su/u'+u.index, name:u.name, echelon:u.echelon, parent:null, has_headquarters:true, elements: sample.elements.filter(e=>e.unit===u.index).map(e=>e.index)}));
const start = sample.start_ms ?? 0; let now = start; const orders = [];
const card = { id:'g1', battle:'lake-khasan-1938', title:'Lake Khasan', side, seed:1, replication:0, what_ifs:[], headquarters:null, opponent:'plan', guided:true, made_at:'', now_ms: now, state:'playing', run:null};
const victory = [{id:'a',side:'su',text:'Zaozernaya, the share of its crest held at the end',points:40,score:30,value:null},{id:'b',side:'su',text:'own losses: none for 600 men or more, all for 150 or fewer',points:20,score:20,value:null},{id:'c',side:'jp',text:'Bezymyannaya held',points:25,score:0,value:null}];
const at = (i, t) => { const tr = sample.play.elements[i]; let k = 0; while (k+1 < tr.t.length && tr.t[k+1] <= t) k++; const g=(a)=>a[Math.min(k,a.length-1)]; return {x:g(tr.x), y:g(tr.y), men:g(tr.men)}; };
const view = () => ({ now_ms: now, is_over:false, pause: orders.length && now > start+120000 ? {at_ms:now, kind:'contact', text:'Makhalin discovers an enemy.', x:at(0,now).x,y:at(0,now).y,unit:units[0].unit} : {at_ms:now,kind:'time',text:'',x:null,y:null,unit:null},
 own: sample.elements.filter(e=>e.side===side).map(e=>({element:e.index, ...at(e.index,now), posture:'foxhole'})),
 enemy: sample.elements.filter(e=>e.side!==side).slice(0,3).map(e=>({element:e.index, ...at(e.index,now), men:undefined, name:'rifle squad', error_m:40, level:'recognised', seen_ms: start})), lost:[], lines: now===start?[]:[{at_ms:now,text:'Something (Soviet) happens.',importance:2,x:null,y:null,unit:null}], orders, victory });
const places = [{id:'bez',name:'Bezymyannaya',x:at(0,start).x+300,y:at(0,start).y+200}];
const server = createServer((req,res)=>{ let b=''; req.on('data',d=>b+=d); req.on('end',()=>{
  const p = new URL(req.url,'http://x').pathname; const body = b? JSON.parse(b):{}; let a;
  if (p==='/api/games' && req.method==='GET') a = now===start&&!globalThis.made?[]:[card];
  else if (p==='/api/games') { globalThis.made=1; card.guided = body.guided; a=card; }
  else if (p==='/api/games/g1') a={card, start_ms:start,end_ms:sample.end_ms??start+3600000,step_ms:5000,tasks:['move','occupy','defend','attack','support_by_fire'],stances:['normal','silent','march','bounds'],fires:['free','return','hold'],places,units,victory};
  else if (p.endsWith('/view')) a=view();
  else if (p.endsWith('/preview')) a={way:[[at(0,now).x,at(0,now).y],[at(0,now).x+150,at(0,now).y],[places[0].x,places[0].y]],way_m:820,march_ms:900000,arrivals:[{unit:'x',name:'1st Battalion, 119th Rifle Regiment',low_ms:now+300000,best_ms:now+600000,high_ms:now+1200000},{unit:'y',name:'Levchenko’s company, first half',low_ms:now+600000,best_ms:now+900000,high_ms:now+1800000}]};
  else if (p.endsWith('/orders')) { a={order:orders.length+1,unit:body.unit,name:'x',task:body.task,text:`Levchenko's company: ${body.task} Bezymyannaya`,given_ms:now,state:'with_the_staff',can_recall:true,begun_ms:null,expected_ms:now+900000}; orders.push(a); }
  else if (p.endsWith('/recall')) { a=orders[body.order-1]; a.state='recalled'; a.can_recall=false; }
  else if (p.endsWith('/advance')) { now=body.until_ms; a=view(); }
  else if (p.endsWith('/end')) a={...answers['/api/runs'][0], id:'run1'};
  else a=answers[p];
  res.statusCode = a===undefined?404:200; res.setHeader('Content-Type', p==='/'?'text/html':'application/json'); res.end(typeof a==='string'?a:JSON.stringify(a??{error:{what:'no '+p,found:'',expected:'',fix:'',line:0},others:[]}));
});});
await new Promise(r=>server.listen(0,'127.0.0.1',r));
const url=`http://127.0.0.1:${server.address().port}/`;
const { page, errors, browser } = await open_page({ width: 1440, height: 900 }, url);
const shot = (n) => page.screenshot({ path: `/tmp/pg/${n}.png` });
page.setDefaultTimeout(40000);
try {
await page.goto(url); await page.getByRole('button',{name:'Play the outpost, guided'}).waitFor(); await page.waitForTimeout(800); await shot('f1');
await page.getByRole('button',{name:'Play the outpost, guided'}).click();
await page.locator('.game-clock').waitFor(); await page.waitForTimeout(1500); await shot('f2');
await page.keyboard.press('5'); await page.locator('.orbat').waitFor(); await page.waitForTimeout(500);await shot('f3');
await page.keyboard.press('Escape');
await page.keyboard.press('p'); await page.waitForTimeout(500); await shot('f4'); 
await is_accessible(page,'play');
await page.keyboard.press('Escape');
await page.evaluate(()=>0);
// choose a unit by orbat
await page.keyboard.press('5'); await page.getByRole('searchbox').fill(units[1].name.slice(0,8)); await page.locator('.orbat-found button').first().click(); await page.keyboard.press('Escape');
await page.keyboard.press('Escape');
} catch(e) { console.log(String(e).slice(0,500)); }
await shot('f5'); console.log(errors.slice(0,5));
try {
await page.keyboard.press('5'); await page.getByRole('searchbox').fill(units[1].name.slice(0,8)); await page.locator('.orbat-found button').first().click();
await page.getByRole('button',{name:/Give an order|Order to/}).first().click();
await page.locator('.order-form').waitFor();
await page.locator('.order-form select').nth(1).selectOption('bez'); await page.waitForTimeout(1000); await shot('f6');
await is_accessible(page,'form');
await page.getByRole('button',{name:'Commit the order'}).click(); await page.getByText('with the staff').first().waitFor(); await shot('f7');
await page.locator('.map').focus();
await page.keyboard.press('Space'); await page.locator('.stopped').waitFor(); await page.waitForTimeout(500); await shot('f8');
await is_accessible(page,'stopped');
for (const w of [1024,720,390]) { await sticks_nowhere_out(page,'game',w,w===390?844:700); await page.waitForTimeout(300); await shot('f_'+w); }
} catch(e) { console.log(String(e).slice(0,900)); await shot('f9'); }
console.log(errors.slice(0,5));
await browser.close(); server.close();
