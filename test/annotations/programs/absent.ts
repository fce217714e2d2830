// A passthrough function uses what only the recording has.
import { passthrough, record } from 'reprise';
import db from 'db';

const client = new db.Client();
const count = passthrough(() => client.count());
console.log(record(() => 1)());
console.log(count());
client.end();
