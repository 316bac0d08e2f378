// What the widgets leave undone: the document's language, what a screen reader hears, where to
// look, a card's buttons, a question that was not taken, and Hangul being composed.
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

  // Groups of choices are named by the text above them, not by their ids.
  function nameChoices() {
    for (const group of document.querySelectorAll("fieldset.block")) {
      const name = group.querySelector('[data-testid="block-info"]')?.textContent.trim();
      if (name && group.getAttribute("aria-label") !== name) group.setAttribute("aria-label", name);
    }
    for (const input of document.querySelectorAll("#compared input[title]")) {
      input.removeAttribute("title");
    }
  }

  // A card's button opens the tab that it names, and chooses the card's programme there as soon as
  // that tab is drawn.
  let wanted = "";
  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("#programmes .act");
    if (!button) return;
    const [tab, attribute] = button.classList.contains("to-check")
      ? ["check", "value"]
      : ["compare", "name"];
    wanted = `#${tab} fieldset.block input[${attribute}="${CSS.escape(button.value)}"]`;
    const opener = document.getElementById(`${tab}-button`);
    opener.click();
    opener.focus();
    chooseWanted();
  });
  function chooseWanted() {
    const input = wanted && document.querySelector(wanted);
    if (!input) return;
    wanted = "";
    if (!input.checked) input.click();
  }

  new MutationObserver(() => {
    followLanguage();
    unlabelMessages();
    nameChoices();
    chooseWanted();
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
