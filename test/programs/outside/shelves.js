// Lists of a package's own into which the program puts what the package made elsewhere, and which it reads in its own time.
class Item { constructor(name) { this.name = name; } describe() { return `item ${this.name}`; } }
const items = new Map();
exports.item = (name) => {
  const item = new Item(name);
  items.set(name, item);
  return item;
};
exports.shelf = () => ({ label: () => 'shelf', items: [], byName: new Map(), top: {} });
const look = (shelf) => [...shelf.items, ...shelf.byName.values(), ...Object.values(shelf.top)].map((item) => [Object.keys(item).join(), item.describe(), item instanceof Item]);
exports.own = (shelf) => shelf.items.every((item) => items.get(item.name) === item);
exports.look = look;
exports.later = async (shelf) => {
  const found = [look(shelf)];
  await null;
  found.push(look(shelf));
  await new Promise((resolve) => { setTimeout(resolve, 1); });
  found.push(look(shelf));
  return JSON.stringify(found);
};
