// Gives data with methods, and changes it.
const headers = new Headers({ 'x-kept': '1' });
const map = new Map([['a', 1]]);
const set = new Set([1]);
const params = new URLSearchParams('a=1');
const date = new Date(0);
module.exports = {
  all: () => ({ headers, map, set, params, date }),
  change() {
    Headers.prototype.append.call(headers, 'x-added', String(Math.random() < 2));
    Map.prototype.set.call(map, 'b', 2);
    Set.prototype.add.call(set, 2);
    URLSearchParams.prototype.append.call(params, 'b', '2');
    Date.prototype.setTime.call(date, 86_400_000);
    return this.all();
  },
};
