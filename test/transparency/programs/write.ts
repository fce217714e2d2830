// write() returns what it would, and calls back when it would.
import { sink as makeSink } from 'things';

console.log(process.stdout.write('to stdout\n'), process.stderr.write(''));
await new Promise<void>((resolve) => { process.stdout.write('with callback\n', () => { console.log('written'); resolve(); }); });
const { sink, seen } = makeSink();
console.log(sink.write('1234'), sink.write('56789'), sink.writableNeedDrain);
await new Promise<void>((resolve) => { sink.once('drain', () => { console.log('drained'); resolve(); }); });
await new Promise((resolve) => sink.end('last', resolve));
console.log(seen().join('|'), sink.writableFinished);
