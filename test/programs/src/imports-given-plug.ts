export default function plugin(app: { name: string }) { console.log('plug', app.name, Date.now() > 0); return app.name.length; }
