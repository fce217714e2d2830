// A server in small: asks a handler, and walks what it gave in a microtask of its own.
let handler;
exports.serve = (given) => { handler = given; };
exports.fill = (user, Pet) => { const pet = new Pet(); pet.name = 'rex'; user.pets = [pet]; return user; };
const walk = (value) => Array.isArray(value) ? value.map(walk) : typeof value === 'object' ? Object.fromEntries(Object.keys(value).map((key) => [key, walk(value[key])])) : value;
const classes = new Set();
exports.know = (type, object) => { classes.add(type); for (const key in object) void object[key]; };
exports.ask = async () => { const given = await handler(); await null; return JSON.stringify([walk(given), given.map((one) => classes.has(one.constructor))]); };
exports.askLater = (done) => setTimeout(async () => done(await exports.ask()), 1);
