// Gives promises that are rejected, and answers for some of them.
const pause = () => new Promise((done) => { setTimeout(done, 1); });
const then = (done) => { done(); };
const later = Promise.reject(new Error('cached'));
later.catch(() => {});
module.exports = {
  async afterValue(error) { await null; throw error; },
  async afterValues(error) { await pause(); await 1; await 2; throw error; },
  async afterThenable(error) { await { then }; throw error; },
  async afterPromise(error) { await pause(); throw error; },
  answered(error) { const work = this.afterValue(error); work.catch(() => {}); return work; },
  answeredAfterThenable(error) { const work = this.afterThenable(error); work.then(() => {}, () => {}).finally(() => {}); return work; },
  answeredBefore(error) { const work = Promise.reject(error); work.then(undefined, () => {}); return work; },
  answeredByAwait(error) { const work = this.afterValues(error); (async () => { try { await work; } catch { /* as it should be */ } })(); return work; },
  cached() { later.catch(() => {}); return later; },
  keeper: class { keep(work) { work.catch(() => {}); } },
};
