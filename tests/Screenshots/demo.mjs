// What ./run serves: its programme, and the links and codes in its letters.
import fs from 'node:fs';
import path from 'node:path';

export class Demo {
    constructor(data) {
        const run = JSON.parse(fs.readFileSync(path.join(data, 'run.json'), 'utf8'));
        this.mail = run.mail;
        this.client = run.clients.organiser;
        this.base = `http://localhost:${new URL(run.gateway).port}`;
    }

    async activities() {
        this.known ??= fetch(`${this.base}/api/v1/editions/current`)
            .then((answer) => answer.json())
            .then((edition) => fetch(`${this.base}/api/v1/editions/${edition.slug}/programme`))
            .then(async (answer) => (await answer.json()).activities);
        return this.known;
    }

    /** What the interface answers an organiser. */
    async ask(path) {
        this.token ??= fetch(`${this.base}/connect/token`, {
            method: 'POST',
            body: new URLSearchParams({ grant_type: 'client_credentials', client_id: this.client.id, client_secret: this.client.secret }),
        }).then(async (answer) => (await answer.json()).access_token);
        const answer = await fetch(`${this.base}/api/v1${path}`, { headers: { Authorization: `Bearer ${await this.token}` } });
        if (!answer.ok) {
            throw new Error(`${path} answered ${answer.status}`);
        }

        return answer.json();
    }

    /** The first of what the edition of these days has: venues, hosts, requests for visits. */
    async first(what) {
        const { id } = await this.ask('/editions/current');
        return (await this.ask(`/editions/${id}/${what}`)).items[0];
    }

    /** The newest link of this kind in a letter to an address; null where there is none. */
    linkTo(address, part, isMeant = () => true) {
        for (const letter of this.letters(address)) {
            const link = [...letter.matchAll(/https?:\/\/[^\s"<>)]+/g)].map((match) => match[0]).find((each) => each.includes(part) && isMeant(each));
            if (link) {
                const { pathname, search } = new URL(link.replaceAll('&amp;', '&'));
                return pathname + search;
            }
        }

        return null;
    }

    /** The code that came since a moment; waits for the letter. */
    async codeFor(address, since) {
        for (let attempt = 0; attempt < 300; attempt++) {
            for (const letter of this.letters(address, since)) {
                const code = /(?:kod|code): (\d{3} \d{3})/.exec(letter);
                if (code) {
                    return code[1];
                }
            }

            await new Promise((resolve) => setTimeout(resolve, 200));
        }

        throw new Error(`No code came to ${address}: it has no account, or asked for five codes within a quarter of an hour.`);
    }

    /** Texts of letters to an address, the newest first. */
    *letters(address, since = 0) {
        for (const name of fs.readdirSync(this.mail).filter((each) => each.endsWith('.eml')).sort().reverse()) {
            const file = path.join(this.mail, name);
            if (fs.statSync(file).mtimeMs < since) {
                return;
            }

            const text = fs.readFileSync(file, 'utf8');
            if (text.includes(`X-Envelope-To: ${address}`)) {
                yield text.replace(/=\r?\n/g, '').replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(parseInt(hex, 16)));
            }
        }
    }
}
