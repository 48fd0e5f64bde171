// @ts-check

/**
 * A stand-in for ComplyCube's Web SDK, with the same global and the same `mount`. Like the SDK, it asks its server whether the
 * token works on this page. A button makes the token expire.
 */
{
  const server = new URL(/** @type {HTMLScriptElement} */ (document.currentScript).src).origin;

  /**
   * Sends the token to the server, and returns the error if the server refuses the token.
   *
   * @param {string} path
   * @param {string} token
   * @returns {Promise<{ type: string, message: string } | undefined>}
   */
  const ask = async (path, token) => {
    const response = await fetch(server + path, { method: "POST", body: token });
    const { error } = await response.json();
    return error;
  };

  /**
   * @param {object} options
   * @param {string} options.token
   * @param {string} [options.containerId]
   * @param {(data: object) => void} options.onComplete
   * @param {() => void} options.onModalClose
   * @param {(error: { type: string, message: string }) => void} options.onError
   */
  const mount = ({ token, containerId = "complycube-mount", onComplete, onModalClose, onError }) => {
    const container = document.getElementById(containerId);
    if (container === null) throw new Error(`There is no element #${containerId}.`);

    const panel = document.createElement("section");
    panel.className = "complycube-stand-in";
    panel.ariaLabel = "Stand-in for ComplyCube";
    const text = document.createElement("p");
    text.textContent = "Authenticating…";
    panel.append(text);
    container.replaceChildren(panel);

    /** @type {(name: string, onClick: () => void) => void} */
    const button = (name, onClick) => {
      const made = document.createElement("button");
      made.type = "button";
      made.textContent = name;
      made.addEventListener("click", onClick);
      panel.append(made);
    };

    /** @type {(path: string, then: () => void) => Promise<void>} */
    const proceed = async (path, then) => {
      const error = await ask(path, token);
      if (error) onError(error);
      else then();
    };

    proceed("/sessions", () => {
      text.textContent = "This stands in for ComplyCube's Web SDK, which takes documents and portraits here.";
      button("Finish", () => proceed("/sessions", () => onComplete({})));
      button("Let the token expire", () => proceed("/expire", () => proceed("/sessions", () => {})));
      button("Close", onModalClose);
      panel.querySelector("button")?.focus();
    });

    return {
      unmount: () => panel.remove(),
      updateSettings: () => {},
    };
  };

  Object.assign(globalThis, { ComplyCube: { mount } });
}
