module.exports = { late: true };
