namespace BusinessFocus.Registration.Abuse;

/// <summary>From when on registrations look like abuse, within <see cref="Window"/>. Nobody is refused by it: the address is confirmed first.</summary>
/// <param name="PeoplePerNetwork">Different people from one network: more is more than colleagues who register for each other.</param>
/// <param name="PeoplePerBrowser">Different people from one browser.</param>
/// <param name="SeatsPerNetwork">Seats from one network, however few the people are.</param>
/// <param name="PeoplePerNewDomain">During a rush, people of a mail domain that the edition has not seen before.</param>
/// <param name="RushPerMinute">Registrations in an edition within a minute that are a rush.</param>
public sealed record AbuseLimits(
    int PeoplePerNetwork = 10,
    int PeoplePerBrowser = 5,
    int SeatsPerNetwork = 60,
    int PeoplePerNewDomain = 3,
    int RushPerMinute = 60)
{
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    /// <summary>From the section Abuse.</summary>
    public static AbuseLimits From(IConfiguration configuration)
    {
        var (section, usual) = (configuration.GetSection("Abuse"), new AbuseLimits());
        return new AbuseLimits(
            section.GetValue(nameof(PeoplePerNetwork), usual.PeoplePerNetwork),
            section.GetValue(nameof(PeoplePerBrowser), usual.PeoplePerBrowser),
            section.GetValue(nameof(SeatsPerNetwork), usual.SeatsPerNetwork),
            section.GetValue(nameof(PeoplePerNewDomain), usual.PeoplePerNewDomain),
            section.GetValue(nameof(RushPerMinute), usual.RushPerMinute));
    }
}
