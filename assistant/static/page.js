// What the widgets leave undone: the document's language, what a screen reader hears, where to
// look, a question that was not taken, and Hangul being composed.
(() => {
  const names = { ko: "길잡이 Giljabi", en: "Giljabi 길잡이" };

  // The page's language is the one its header is written in.
  function followLanguage() {
    const header = document.querySelector("#brand [lang]");
    if (!header || header.lang === document.documentElement.lang) return;
    document.documentElement.lang = header.lang;
    document.title = names[header.lang];
  }

  // The chat labels each message with its own markup, which a screen reader would spell out.
  function unlabelMessages() {
    for (const message of document.querySelectorAll("#chat [data-testid][aria-label]")) {
      message.removeAttribute("aria-label");
    }
  }

  // A new question is scrolled to, so that its answer is read from its first line.
  let questions = 0;
  function followConversation() {
    const said = document.querySelectorAll("#chat .said");
    if (said.length > questions) {
      const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
      said[said.length - 1].scrollIntoView({ behavior: calm ? "auto" : "smooth", block: "start" });
    }
    questions = said.length;
  }

  new MutationObserver(() => {
    followLanguage();
    unlabelMessages();
    followConversation();
  }).observe(document.documentElement, { childList: true, subtree: true, characterData: true });

  // The chat says nothing when the server takes no more questions, or is gone: the page does.
  const ask = window.fetch;
  window.fetch = async (...request) => {
    const address = String(request[0]?.url ?? request[0]);
    if (!address.includes("/queue/join")) return ask(...request);
    let taken = false;
    try {
      const response = await ask(...request);
      taken = response.ok;
      return response;
    } finally {
      document.body.classList.toggle("busy", !taken);
    }
  };

  // Enter that only finishes a syllable must not send (Safari reports it as key 229).
  for (const kind of ["keydown", "keypress"]) {
    document.addEventListener(
      kind,
      (event) => {
        if (event.key === "Enter" && (event.isComposing || event.keyCode === 229)) {
          event.stopImmediatePropagation();
        }
      },
      true,
    );
  }
})();
