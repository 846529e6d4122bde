// Reads QR codes by the camera: by the browser where it can, else by jsQR.
const everyMs = 120;
const sameAgainMs = 3000;
const widest = 800;

async function reader() {
  if ("BarcodeDetector" in window && (await BarcodeDetector.getSupportedFormats()).includes("qr_code")) {
    const detector = new BarcodeDetector({ formats: ["qr_code"] });
    return async video => (await detector.detect(video))[0]?.rawValue ?? null;
  }
  // As it was released: without a module system it becomes a name of the window.
  await import(new URL("./jsQR.js", import.meta.url));
  const canvas = document.createElement("canvas");
  const context = canvas.getContext("2d", { willReadFrequently: true });
  return async video => {
    const scale = Math.min(1, widest / video.videoWidth);
    canvas.width = Math.round(video.videoWidth * scale);
    canvas.height = Math.round(video.videoHeight * scale);
    context.drawImage(video, 0, 0, canvas.width, canvas.height);
    const { data, width, height } = context.getImageData(0, 0, canvas.width, canvas.height);
    return window.jsQR(data, width, height, { inversionAttempts: "attemptBoth" })?.data || null;
  };
}

export const hasCamera = () => Boolean(navigator.mediaDevices?.getUserMedia);

// Calls read(code) for each code that comes before the camera, the same one not again while it stays there unless read
// says false, because it was busy. Returns what stops it.
export async function watch(video, read) {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: false, video: { facingMode: "environment", width: { ideal: 1280 }, height: { ideal: 720 } } });
  video.srcObject = stream;
  video.muted = true;
  video.setAttribute("playsinline", "");
  await video.play();
  const readCode = await reader();
  let [isOn, last, lastAt] = [true, null, 0];
  const look = async () => {
    if (!isOn) return;
    if (video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA && !document.hidden) {
      const code = await readCode(video).catch(() => null);
      const now = performance.now();
      if (code && (code !== last || now - lastAt > sameAgainMs)) {
        [last, lastAt] = [code, now];
        if (await read(code) === false) last = null;
      }
      if (code) lastAt = performance.now();
    }
    setTimeout(look, everyMs);
  };
  look();
  return () => {
    isOn = false;
    stream.getTracks().forEach(track => track.stop());
    video.srcObject = null;
  };
}
