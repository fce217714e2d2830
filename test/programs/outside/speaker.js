// Prints by whatever methods the console has when it is asked to.
exports.say = (method, ...words) => { console[method](...words); };
exports.listener = () => {
  const heard = (...words) => { heard.words.push(...words); };
  heard.words = [];
  return heard;
};
