// Puts classes in the place of the host's, and gives them back.
const host = { Response: globalThis.Response, AbortController: globalThis.AbortController };
class Reply extends host.Response {
  shout() { return this.text().then((text) => text.toUpperCase()); }
}
class Controller {
  aborted = 0;
  abort() { this.aborted++; return this; }
}
exports.install = () => { globalThis.Response = Reply; globalThis.AbortController = Controller; };
exports.later = () => setTimeout(exports.install, 1);
exports.restore = () => { Object.assign(globalThis, host); };
exports.reply = (text) => new Reply(text);
