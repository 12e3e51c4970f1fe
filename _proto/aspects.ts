import { readFileSync, readdirSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { learnMentions } from '../studio/mentions/mention-knowledge.ts';
import { listTermClauses, isAspectTerm } from '../studio/mentions/training-terms.ts';
import { induceAspectModel } from '../studio/profiling/induce-aspect-model.ts';
import { createFindAspects } from '../studio/profiling/find-aspects.ts';
const pause = async () => {};
const which = process.argv[2];
let reviews: {userId:string; reviewId:string; rating:number; text:string; at:string}[] = [];
if (which === 'yelp') reviews = readFileSync('/work/shared/data/yelp/yelp_academic_dataset_review.json','utf8').trim().split('\n').map(l=>JSON.parse(l)).map(r=>({userId:r.user_id,reviewId:r.review_id,rating:r.stars,text:r.text,at:r.date}));
else if (which === 'mobilerec') reviews = (parse(readFileSync('/work/shared/data/mobilerec/mobilerec_final.csv','utf8'),{columns:true}) as any[]).map((r,i)=>({userId:r.uid,reviewId:String(i),rating:Number(r.rating),text:r.review,at:r.formated_date??''}));
else { const f='/work/shared/data/amazon/2023_Electronics_raw_prefix/'; const file=readdirSync(f).filter(x=>x.endsWith('.jsonl') && !x.startsWith('meta'))[0]!; reviews = readFileSync(f+file,'utf8').trim().split('\n').map(l=>JSON.parse(l)).map((r,i)=>({userId:r.user_id,reviewId:String(i),rating:r.rating,text:r.text,at:String(r.timestamp)})); }
reviews = reviews.filter(r=>r.text).slice(0,4000);
console.log(reviews.length, 'reviews');
const t0=Date.now();
const perReview: ReturnType<typeof listTermClauses>[] = [];
const learned = await learnMentions(reviews.map(r=>({...r,isEarly:true})), (p,s)=>{ perReview[p]=listTermClauses(reviews[p]!.text,s); }, pause);
console.log('learned', Date.now()-t0, 'ms; words', learned.words.size, 'items', [...learned.terms.itemHeads].join(' '), 'aspectHeads', learned.terms.aspectHeads.size);
const clauses = perReview.flatMap((cs,p)=>cs.map(c=>({reviewId:reviews[p]!.reviewId,userId:reviews[p]!.userId,text:c.text,terms:c.terms.filter(t=>isAspectTerm(t,learned.terms))})));
console.log('clauses', clauses.length, 'terms', clauses.reduce((n,c)=>n+c.terms.length,0));
const t1=Date.now();
const ind = await induceAspectModel(clauses,{count:process.argv[3]?Number(process.argv[3]):'auto',minimumSimilarity:Number(process.env.S??0.5),seed:20250617},pause);
console.log('induced', Date.now()-t1,'ms');
const find = createFindAspects(ind.model,new Set(ind.aspects.filter(a=>a.kept).map(a=>a.aspectId)),Number(process.env.S??0.5));
const by = new Map<string,Map<string,number>>(); let none=0, all=0; const missed=new Map<string,number>();
for(const c of clauses) for(const t of c.terms){ all++; const id=ind.aspectOf.get(t.head); const a=id?{aspectId:id}:find(t.text)[0]; if(!a){none++; missed.set(t.text.toLowerCase(),(missed.get(t.text.toLowerCase())??0)+1); continue;} const m=by.get(a.aspectId)??new Map(); by.set(a.aspectId,m); m.set(t.text.toLowerCase(),(m.get(t.text.toLowerCase())??0)+1); }
for(const a of ind.aspects) console.log(a.aspectId,a.kept?'KEPT':'drop '+a.dropReason,'|',a.label,'|',a.clauses,'|',[...(by.get(a.aspectId)??[])].sort((x,y)=>y[1]-x[1]).slice(0,14).map(([t,n])=>t+' '+n).join(', '));
console.log('without aspect', none, 'of', all, [...missed].sort((x,y)=>y[1]-x[1]).slice(0,30).map(([t,n])=>t+' '+n).join(', '));
