// Every page and state that a picture is taken of. A line is enough for a page; its name is the picture's.
//   path    where it is; a function gets `demo` (demo.mjs) and may look for what is there now. Null leaves the page out, and says so.
//   as      the address of who signs in, by the code in the mail folder
//   act     what is done on the page before the picture is taken; gets Playwright's page
//   status  what the page answers; 200 unless told
import { faults } from './acts.mjs';

const organiser = 'arrangor@lerum.example';
const officer = 'vard@lerum.example';
const association = 'forening@foretagarna.example';
const frontDesk = 'dorr@lerum.example';
const operator = 'drift@lerum.example';

const activity = (which) => async (demo) => {
    const found = (await demo.activities()).find(which);
    return found ? `/aktivitet/x-${found.id}` : null;
};
const later = (each) => new Date(each.startsAt) > Date.now();
const isMeeting = (each) => each.kind !== 'openHouse' && each.capacity > 20 && later(each);

export const pages = [
    // Visitors
    { name: 'start', path: '/' },
    { name: 'programme', path: '/program' },
    { name: 'programme-filtered', path: '/program?kind=seminar' },
    { name: 'programme-nothing', path: '/program?q=finnsinte' },
    { name: 'timeline', path: '/program/tidslinje', optional: true },
    { name: 'activity', path: activity(isMeeting) },
    { name: 'activity-form-faults', path: activity(isMeeting), act: faults },
    { name: 'activity-full', path: activity((each) => each.kind === 'companyVisit' && later(each) && each.status !== 'cancelled') },
    { name: 'activity-begun', path: activity((each) => each.title.sv.startsWith('Pågår nu')) },
    { name: 'activity-over', path: activity((each) => each.status === 'completed' && each.kind !== 'openHouse') },
    { name: 'activity-cancelled', path: activity((each) => each.status === 'cancelled') },
    { name: 'talks-topics', path: '/samtal' },
    { name: 'talks-times', path: '/samtal?amne=bygglov' },
    { name: 'visit-ask', path: '/bjud-in' },
    { name: 'visit-ask-faults', path: '/bjud-in', act: faults },
    { name: 'visit-proposed', path: (demo) => demo.linkTo('amina@besok.example', '/api/v1/visit-requests/') },
    { name: 'visit-accepted', path: (demo) => demo.linkTo('lotta@besok.example', '/api/v1/visit-requests/') },
    { name: 'visit-declined', path: (demo) => demo.linkTo('nora@besok.example', '/api/v1/visit-requests/') },
    { name: 'visit-withdrawn', path: (demo) => demo.linkTo('kim@besok.example', '/api/v1/visit-requests/') },
    { name: 'registration', path: (demo) => demo.linkTo('', '/api/v1/registrations/') },
    { name: 'own-ask', path: '/mina' },
    { name: 'survey', path: (demo) => demo.linkTo('', '/api/v1/surveys/') },
    { name: 'survey-none', path: '/svara/finns-inte', status: 404 },
    { name: 'preferences', path: (demo) => demo.linkTo('', '/api/v1/preferences/', (link) => !link.includes('unsubscribe')) },
    { name: 'unsubscribe', path: (demo) => demo.linkTo('', '/unsubscribe/') },
    { name: 'case-reopen', path: (demo) => demo.linkTo('', '/api/v1/follow-ups/') },
    { name: 'not-found', path: '/finns-inte', status: 404 },
    { name: 'accessibility', path: '/tillganglighet', optional: true },
    { name: 'privacy', path: '/integritet', optional: true },
    { name: 'design', path: '/design', optional: true },

    // Signing in
    { name: 'sign-in', path: '/sign-in' },

    // Organisers
    { name: 'organisers', path: '/styr', as: organiser, optional: true },

    // Hosts and officers
    { name: 'hosts', path: '/vard', as: officer, optional: true },

    // Associations
    { name: 'associations', path: '/forening', as: association, optional: true },

    // Front desk
    { name: 'front-desk', path: '/dorr', as: frontDesk, optional: true },

    // Operators
    { name: 'operators', path: '/drift', as: operator, optional: true },
    { name: 'forbidden', path: '/styr', as: association, status: 403, optional: true },
];

/** What README begins with. */
export const readme = ['start', 'programme', 'activity'];
