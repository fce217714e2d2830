// Hands data of its own to what the program gave it, and changes it when it is used again.
exports.Context = class Context {
  constructor(make) { this.make = make; this.headers = new Headers({ 'x-made': '1' }); this.list = [1]; }
  body(text) { return this.make(text, { headers: this.headers, list: this.list }); }
  header(name, value) { this.headers.set(name, value); this.list.push(this.list.length + 1); }
  each(fn) { for (const item of [3, 1, 2]) fn({ item }, this.list); }
};
