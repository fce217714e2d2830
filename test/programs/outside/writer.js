// Writes into what is not written by properties: dates, patterns, URLs, headers, bytes; and into many objects at once.
exports.turn = ({ date, pattern, url, params, headers, bytes, memory, view }) => {
  date.setTime(date.getTime() + 1);
  pattern.exec('aaaa');
  url.searchParams.append('from', 'package');
  url.hash = 'end';
  params.delete('gone');
  params.append('k', 'v w');
  headers.append('x-list', 'b');
  headers.delete('x-gone');
  bytes[1] = 5;
  new Uint8Array(memory)[0] = 6;
  view.setInt16(0, 7);
  return Math.random() < 2;
};
exports.turnOne = (thing) => {
  if (thing instanceof URL) thing.port = '81';
  else if (thing instanceof URLSearchParams) thing.set('one', '1');
  else thing.set('one', '1');
};
exports.number = (rows) => { rows.forEach((row, i) => { row.id = i; row.at.setTime(i); }); };
exports.inTime = (thing, done) => { setTimeout(() => { exports.turn(thing); done(); }, 1); };
