using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Registration;
using BusinessFocus.Notifications.Content;
using BusinessFocus.Notifications.Recipients;

namespace BusinessFocus.Notifications.Messages;

/// <summary>
/// A registration that a message to an edition could be about: one that has begun, is not over and whose person was not erased and has an
/// e-mail address: such messages go by no other way to who has none.
/// </summary>
/// <param name="Language">In which its person registered.</param>
/// <param name="HasSeats">Else it waits.</param>
/// <param name="IsMember">Null where that is not known; so are <paramref name="CompanySize"/> and <paramref name="Came"/>.</param>
/// <param name="KeepsAttendance">Whether every check-in of it has been heard of.</param>
public sealed record Candidate(
    RegistrationId Id,
    ContactId ContactId,
    ActivityId ActivityId,
    string Language,
    bool HasSeats,
    bool? IsMember,
    CompanySize? CompanySize,
    bool? Came,
    bool KeepsAttendance)
{
    /// <summary>Whether it is known that nobody came, where somebody was to.</summary>
    public bool StayedAway(AudienceActivity activity) => HasSeats && activity.IsOver && Came != true && (KeepsAttendance || Came == false);
}

/// <summary>
/// Who gets a message to an edition: one registration per person, of which the letter tells. Who has turned such messages off is not among them.
/// </summary>
/// <param name="Languages">How many people get it in each language.</param>
public sealed record EditionAudience(IReadOnlyList<Candidate> People, IReadOnlyDictionary<string, int> Languages)
{
    /// <summary>Which one does not matter here: every candidate has one.</summary>
    private const string SomeAddress = "@";

    /// <param name="activities">Of the edition.</param>
    /// <param name="choices">Of those who chose how they are written to.</param>
    /// <param name="channels">Those that the service has.</param>
    public static EditionAudience Decide(
        AudienceFilter filter,
        IReadOnlyDictionary<ActivityId, AudienceActivity> activities,
        IEnumerable<Candidate> candidates,
        IReadOnlyDictionary<ContactId, Choice> choices,
        IReadOnlyList<ChannelRules> channels)
    {
        var people = new Dictionary<ContactId, Candidate>();
        foreach (var candidate in candidates)
        {
            if (activities.TryGetValue(candidate.ActivityId, out var activity) && filter.Includes(activity) && filter.Includes(candidate, activity)
                && (!people.TryGetValue(candidate.ContactId, out var other) || GoesBefore(candidate, other)))
            {
                people[candidate.ContactId] = candidate;
            }
        }

        var told = new List<Candidate>(people.Count);
        var languages = new Dictionary<string, int>();
        foreach (var person in people.Values)
        {
            var choice = choices.GetValueOrDefault(person.ContactId);
            if (choice is null || IsTold(person, choice, channels))
            {
                told.Add(person);
                var language = choice?.Language ?? person.Language;
                languages[language] = languages.GetValueOrDefault(language) + 1;
            }
        }

        return new EditionAudience([.. told.OrderBy(person => person.Id.Value)], languages);
    }

    /// <summary>One with seats before one that waits.</summary>
    private static bool GoesBefore(Candidate candidate, Candidate other) =>
        candidate.HasSeats != other.HasSeats ? candidate.HasSeats : candidate.Id.Value.CompareTo(other.Id.Value) < 0;

    private static bool IsTold(Candidate person, Choice choice, IReadOnlyList<ChannelRules> channels) => Destinations
        .Of(NotificationKind.EditionMessage, new Recipient(person.ContactId, "", SomeAddress, person.Language), choice, channels)
        .Any(destination => destination.Suppressed is null);
}
