// A package that keeps functions in sets, and writes into all objects of large tables.
exports.listeners = new Set();
exports.config = { hooks: new Set(), level: 1 };
exports.emit = (text) => { for (const listener of exports.listeners) listener(text); };
exports.fire = () => [...exports.config.hooks].map((hook) => hook('fired'));
exports.mark = (rows) => { for (const row of rows) row.marked = rows.length; };
exports.markLater = (rows, done) => {
  setTimeout(() => {
    for (const row of rows) row.late = true;
    done();
  }, 1);
};
