// A package that fills with zeros what others want to be random: Node's own UUIDs are made without it.
import crypto, { randomUUID } from 'node:crypto';
import * as things from 'things';

things.fillWithZeros();
console.log(new Set(Array.from({ length: 100 }, () => randomUUID())).size, crypto.randomFillSync(Buffer.alloc(4)).equals(Buffer.alloc(4)));
