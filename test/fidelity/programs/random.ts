// Every source of randomness, and what computes on it.
import * as crypto from 'node:crypto';
import { createHash, createHmac, randomBytes, randomFill, randomFillSync, randomInt, randomUUID, webcrypto } from 'node:crypto';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { attempt, check, say } from './say.js';

say('Math.random', Math.random(), Math['random'](), globalThis.Math.random());
say('passed on', [1, 2].map(Math.random));
const { random, floor } = Math;
say('taken out', random(), floor(2.5));
check('the rest of Math', Math.max(1, 2) === 2 && Math.PI > 3 && Object.prototype.toString.call(Math) === '[object Math]');
say('shuffled', [1, 2, 3, 4, 5].map((x) => [Math.random(), x] as const).sort(([a], [b]) => a - b).map(([, x]) => x));

say('randomBytes', randomBytes(8).toString('hex'), crypto.randomBytes(4).toString('base64'));
say('randomInt', randomInt(1000), randomInt(5, 9));
say('randomUUID', randomUUID(), crypto.randomUUID({ disableEntropyCache: true }), globalThis.crypto.randomUUID());
const uuids = Array.from({ length: 1_500 }, () => randomUUID());
check('UUIDs', uuids.every((uuid) => /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/.test(uuid)) && new Set(uuids).size === 1_500);
check('every digit of a UUID', Array.from({ length: 36 }, (_, at) => new Set(uuids.map((uuid) => uuid[at])).size).join() === '16,16,16,16,16,16,16,16,1,16,16,16,16,1,1,16,16,16,1,4,16,16,16,1,16,16,16,16,16,16,16,16,16,16,16,16');
const filled = new Uint8Array(6);
check('randomFillSync gives what it was given', randomFillSync(filled) === filled);
say('randomFillSync', [...filled], [...randomFillSync(new Uint16Array(3))], randomFillSync(Buffer.alloc(8), 4).toString('hex'));
const values = new Uint32Array(3);
check('getRandomValues gives what it was given', globalThis.crypto.getRandomValues(values) === values);
say('getRandomValues', [...values], [...webcrypto.getRandomValues(new Uint8Array(2))], [...crypto.getRandomValues(new Int8Array(2))]);
attempt('getRandomValues of a wrong array', () => globalThis.crypto.getRandomValues(new Float32Array(1) as unknown as Uint8Array));
attempt('randomInt of a wrong range', () => randomInt(5, 1));

say('createHash', createHash('sha256').update('abc').update(Buffer.from('def')).digest('hex'));
say('createHmac', createHmac('sha1', 'key').update('abc').digest('base64'));
say('copied', createHash('md5').update('a').copy().update('b').digest('hex'));
attempt('a wrong algorithm', () => createHash('nonsense'));
say('timingSafeEqual', crypto.timingSafeEqual(Buffer.from('ab'), Buffer.from('ab')));
say('pbkdf2Sync', crypto.pbkdf2Sync('secret', randomBytes(4), 10, 8, 'sha256').toString('hex'));
say('scryptSync', crypto.scryptSync('secret', 'salt', 8).toString('hex'));
say('lists', crypto.getHashes().length > 5, crypto.getCiphers().length > 5);
const pair = crypto.generateKeyPairSync('ec', { namedCurve: 'P-256' });
say('generateKeyPairSync', pair.publicKey.export({ type: 'spki', format: 'der' }).toString('hex'), pair.privateKey.type);
const signature = crypto.sign('sha256', Buffer.from('text'), pair.privateKey);
say('sign', signature.toString('hex'), crypto.verify('sha256', Buffer.from('text'), pair.publicKey, signature));
const key = randomBytes(32);
const iv = randomBytes(16);
const cipher = crypto.createCipheriv('aes-256-cbc', key, iv);
const secret = Buffer.concat([cipher.update('plain text', 'utf8'), cipher.final()]);
const decipher = crypto.createDecipheriv('aes-256-cbc', key, iv);
say('cipher', secret.toString('hex'), decipher.update(secret, undefined, 'utf8') + decipher.final('utf8'));

async function later(): Promise<void> {
  await new Promise<void>((done) => { randomBytes(6, (error, bytes) => { say('randomBytes later', error, bytes.toString('hex')); done(); }); });
  await new Promise<void>((done) => { randomInt(100, (error, value) => { say('randomInt later', error, value); done(); }); });
  const buffer = Buffer.alloc(5);
  await new Promise<void>((done) => { randomFill(buffer, (error, got) => { say('randomFill', error, got === buffer, buffer.toString('hex')); done(); }); });
  say('promisified', (await promisify(randomBytes)(4)).toString('hex'), (await promisify(randomFill)(new Uint8Array(2))).length);
  say('pbkdf2', (await promisify(crypto.pbkdf2)('a', 'b', 5, 6, 'sha1')).toString('hex'));
  say('scrypt', await new Promise((done) => { crypto.scrypt('a', 'b', 6, (_error, bytes) => { done(bytes.toString('hex')); }); }));
  const generated = await promisify(crypto.generateKeyPair)('rsa', { modulusLength: 512 });
  say('generateKeyPair', generated.publicKey.export({ type: 'pkcs1', format: 'pem' }).toString().length, generated.publicKey.asymmetricKeyType);

  const { subtle } = globalThis.crypto;
  const aes = await subtle.generateKey({ name: 'AES-GCM', length: 128 }, true, ['encrypt', 'decrypt']);
  say('generateKey', aes.type, aes.algorithm, aes.extractable, aes.usages);
  say('exportKey', Buffer.from(await subtle.exportKey('raw', aes)).toString('hex'), (await subtle.exportKey('jwk', aes)).k);
  say('digest', Buffer.from(await subtle.digest('SHA-256', Buffer.from('abc'))).toString('hex'));
  const nonce = globalThis.crypto.getRandomValues(new Uint8Array(12));
  const hidden = await subtle.encrypt({ name: 'AES-GCM', iv: nonce }, aes, Buffer.from('hidden'));
  say('encrypt', Buffer.from(hidden).toString('hex'), Buffer.from(await subtle.decrypt({ name: 'AES-GCM', iv: nonce }, aes, hidden)).toString());
  const imported = await webcrypto.subtle.importKey('raw', randomBytes(16), 'HKDF', false, ['deriveBits']);
  say('deriveBits', Buffer.from(await webcrypto.subtle.deriveBits({ name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(2), info: new Uint8Array(1) }, imported, 64)).toString('hex'));
  await subtle.exportKey('raw', imported).catch((error: unknown) => { say('exportKey rejects', error); });
  check('one subtle', subtle === crypto.subtle && subtle === webcrypto.subtle && crypto.webcrypto === globalThis.crypto);

  const hash = createHash('sha256');
  hash.write('streamed ');
  hash.end('text');
  await new Promise<void>((done) => { hash.on('readable', () => { const got = hash.read() as Buffer | null; if (got !== null) { say('hash stream', got.toString('hex')); done(); } }); });
  const piped = createHash('sha1');
  await pipeline(['a', 'b', 'c'], piped);
  say('hash by pipeline', piped.digest('hex'));
}

later().catch((error: unknown) => { say('later fails', error); });
