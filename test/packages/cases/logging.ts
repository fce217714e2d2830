// Loggers: pino, with serializers and children, and winston, with formats and a transport of the program's.
import { Writable } from 'node:stream';
import pino from 'pino';
import winston from 'winston';

const lines: string[] = [];
const sink = new Writable({ write(chunk: Buffer, _encoding, done) { lines.push(chunk.toString()); done(); } });
const log = pino({ level: 'debug', base: { app: 'case' }, serializers: { user: (user: { name: string }) => user.name.toUpperCase() }, redact: ['secret'], mixin: () => ({ mixed: true }) }, sink);
log.info({ user: { name: 'ada' }, secret: 'x' }, 'hello %s', 'world');
const child = log.child({ request: 7 });
child.warn('from the child');
child.error(new Error('logged'), 'failed');
log.trace('not shown');
for (const line of lines) {
  const { time, pid, hostname, err, ...rest } = JSON.parse(line) as Record<string, unknown> & { err?: { message: string; type: string } };
  console.log(typeof time, typeof pid, typeof hostname, err?.type, err?.message, JSON.stringify(rest));
}
const fast = pino({ base: undefined, timestamp: false }, pino.destination({ fd: 1, sync: true }));
fast.info('past the streams');

const { combine, timestamp, printf, errors, splat } = winston.format;
const logger = winston.createLogger({
  level: 'debug',
  format: combine(errors({ stack: false }), splat(), timestamp(), printf(({ level, message, timestamp: at, durationMs: _took, ...rest }) => `${typeof at} ${level} ${String(message)} ${JSON.stringify(rest)}`)),
  transports: [new winston.transports.Console(), new winston.transports.Stream({ stream: sink })],
});
logger.on('finish', () => { console.log('flushed', lines.length); });
logger.info('hello %d', 42, { extra: true });
logger.child({ module: 'child' }).warn('careful');
logger.error(new Error('winston error'));
const profiler = logger.startTimer();
profiler.done({ message: 'timed', durationMs: 0 });
logger.end();
