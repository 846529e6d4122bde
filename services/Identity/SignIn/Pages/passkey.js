// Passkeys are the one thing that a form cannot do by itself: the browser asks the device, and the form is sent with what it says.
const bytes = text => Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), character => character.charCodeAt(0));
const text = buffer => buffer
  ? btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
  : null;
const known = list => (list ?? []).map(each => ({ ...each, id: bytes(each.id) }));

const make = options => navigator.credentials.create({
  publicKey: {
    ...options,
    challenge: bytes(options.challenge),
    user: { ...options.user, id: bytes(options.user.id) },
    excludeCredentials: known(options.excludeCredentials),
  },
});

const show = options => navigator.credentials.get({
  publicKey: { ...options, challenge: bytes(options.challenge), allowCredentials: known(options.allowCredentials) },
});

const written = credential => JSON.stringify({
  id: credential.id,
  rawId: text(credential.rawId),
  type: credential.type,
  clientExtensionResults: credential.getClientExtensionResults(),
  response: {
    clientDataJSON: text(credential.response.clientDataJSON),
    attestationObject: text(credential.response.attestationObject) ?? undefined,
    transports: credential.response.getTransports?.(),
    authenticatorData: credential.response.signature ? text(credential.response.authenticatorData) : undefined,
    signature: text(credential.response.signature) ?? undefined,
    userHandle: text(credential.response.userHandle) ?? undefined,
  },
});

for (const form of window.PublicKeyCredential ? document.querySelectorAll('form[data-passkey]') : []) {
  const fault = form.querySelector('[role=alert]');
  form.hidden = false;
  form.addEventListener('submit', async event => {
    event.preventDefault();
    fault.hidden = true;
    try {
      const answer = await fetch(`${form.getAttribute('action')}/options`, { method: 'POST' });
      if (!answer.ok) {
        throw new Error(answer.statusText);
      }

      const options = await answer.json();
      const credential = await (form.dataset.passkey === 'create' ? make(options) : show(options));
      form.elements.credential.value = written(credential);
      form.submit();
    } catch {
      // Also where somebody closed the browser's question.
      fault.hidden = false;
    }
  });
}
