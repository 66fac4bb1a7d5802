// Stands in for socket.io-client in tests of pages: what is asked goes to the test through `hallAsks`, and the
// test says what the server says by `fakeSocket.hear(event, payload)`. `up` is whether there is a server at all.

window.io = () => (window.fakeSocket = new FakeSocket());

class FakeSocket {
  active = true;
  connected = false;
  handlers = {};
  up = true;
  answers = true; // false: what is asked arrives, but the answer is lost on the way
  asked = [];

  on(event, handler) {
    this.handlers[event] = handler;
  }

  hear(event, payload) {
    this.handlers[event]?.(payload);
  }

  connect() {
    if (!this.up) return setTimeout(() => this.hear("connect_error", new Error("no server")), 10);
    setTimeout(() => {
      this.connected = true;
      this.hear("connect");
    });
  }

  disconnect() {
    if (this.connected) this.lose("io client disconnect");
  }

  /** The connection ends. */
  lose(why = "transport close") {
    this.connected = false;
    this.hear("disconnect", why);
    // As socket.io-client does: it comes back by itself unless it was ended on purpose.
    if (why === "transport close") this.again = setInterval(() => this.up && this.comeBack(), 20);
  }

  comeBack() {
    clearInterval(this.again);
    this.connect();
  }

  /** The server will not have this page; `text` is said with it. */
  refuse(code, text = { zh: code, en: code }) {
    this.active = false;
    this.hear("connect_error", Object.assign(new Error(code), { data: { text } }));
    this.active = true;
  }

  timeout(ms) {
    return { emit: (event, payload, done) => this.ask(event, payload, done, ms) };
  }

  async ask(event, payload, done, ms) {
    this.asked.push([event, payload]);
    if (!this.connected) return;
    const { said, reply } = await window.hallAsks(event, payload);
    if (!this.connected) return;
    for (const change of said) this.hear("change", change);
    if (this.answers) done(null, reply);
    else setTimeout(() => done(new Error("operation has timed out")), Math.min(ms, 50));
  }
}
