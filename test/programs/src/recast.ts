// Data of a package whose methods the program replaces, on the very object.
import recaster = require('recaster');

interface All { headers: Headers; map: Map<string, number>; set: Set<number>; params: URLSearchParams; date: Date }

const refuse = (): never => { throw new Error('not to be changed'); };
const given = recaster.all() as All;
given.headers.append = refuse;
given.headers.delete = refuse;
given.headers.forEach = refuse;
given.date.setTime = refuse;
given.date.getTime = refuse;
given.params.append = refuse;
given.params.delete = refuse;
given.params.toString = refuse;

const tell = ({ headers, map, set, params, date }: All): void => {
  console.log([...headers], [...map], [...set], [...params], date.toISOString());
};
tell(given);
const changed = recaster.change() as All;
tell(given);
console.log(changed.headers === given.headers, changed.params === given.params, changed.date === given.date);
try { given.headers.append('x', 'y'); } catch (error) { console.log((error as Error).message); }

const response = new Response('text', { headers: { 'x-own': '1' } });
response.headers.append = refuse;
const copy = new Headers(response.headers);
copy.append('x-other', '2');
console.log([...copy], response.headers.get('x-own'));
