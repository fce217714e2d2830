// Objects that can be awaited and are no promises: proxies of remote objects, functions, and some that only look like it.
const asked = [];
exports.asked = asked;
const remote = (path) => new Proxy(function () { /* never called */ }, {
  get(_target, key) {
    if (typeof key === 'symbol') return undefined;
    if (key !== 'then') return remote([...path, key]);
    asked.push(path.join('.'));
    if (path.length === 0) return undefined;
    const answer = new Promise((done) => { setImmediate(() => { done(`value of ${path.join('.')}`); }); });
    return answer.then.bind(answer);
  },
  apply: (_target, _self, args) => Promise.resolve(`${path.join('.')}(${args.join()})`),
});
exports.remote = () => remote([]);
exports.connect = async () => remote([]);
exports.deferred = () => Object.assign((part) => `query ${part}`, { then(done) { done('rows'); } });
class Builder { constructor() { this.parts = []; } where(part) { this.parts.push(part); return this; } then(done, failed) { return Promise.resolve(this.parts.join(' and ')).then(done, failed); } }
exports.fluent = () => new Proxy(new Builder(), { get: (target, key) => (key === 'shout' ? () => target.parts.join().toUpperCase() : Reflect.get(target, key)) });
