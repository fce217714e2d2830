// Goes on with what generators yield, as libraries of flows do.
exports.flow = (make) => new Promise((done) => {
  const generator = make();
  const step = (value) => { const result = generator.next(value); if (result.done) done(result.value); else result.value.then(step); };
  step();
});
