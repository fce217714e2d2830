// Memory that nobody has written, on its way out: what it holds must not be the machine's.
import { createHash } from 'node:crypto';
import { keep, kept } from 'holder';

for (const size of [8, 48, 700, 20_000]) {
  const pooled = Buffer.allocUnsafe(size);
  keep({ pooled, slow: Buffer.allocUnsafeSlow(size) });
  console.log((kept() as { pooled: Buffer }).pooled === pooled, createHash('sha1').update(pooled).digest('hex').length);
  pooled.fill(size % 256);
  console.log(createHash('sha1').update(pooled).digest('hex'));
}
try {
  Buffer.allocUnsafe('8' as never);
} catch (error) {
  console.log((error as Error).message);
}
console.log(Buffer.allocUnsafe.name, Buffer.allocUnsafe.length, Object.keys(Buffer).includes('allocUnsafeSlow'));
