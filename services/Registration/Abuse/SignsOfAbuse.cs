namespace BusinessFocus.Registration.Abuse;

/// <summary>What was seen within minutes until now, this registration included. 0 where it is not known who asks.</summary>
/// <param name="PeopleOfNewDomain">0 where the edition knew the mail domain before.</param>
/// <param name="InLastMinute">Registrations in the edition.</param>
public sealed record RecentActivity(
    int PeopleFromNetwork = 0, int PeopleFromBrowser = 0, int SeatsFromNetwork = 0, int PeopleOfNewDomain = 0, int InLastMinute = 0);

/// <summary>Whether a registration looks like abuse: somebody types others' addresses, takes seats for nobody, or sends an advertisement.</summary>
public static class SignsOfAbuse
{
    /// <param name="domain">Of the mail address.</param>
    public static bool Show(string name, string domain, RecentActivity recent, AbuseLimits limits) =>
        recent.PeopleFromNetwork > limits.PeoplePerNetwork
        || recent.PeopleFromBrowser > limits.PeoplePerBrowser
        || recent.SeatsFromNetwork > limits.SeatsPerNetwork
        || (recent.InLastMinute > limits.RushPerMinute && recent.PeopleOfNewDomain > limits.PeoplePerNewDomain)
        || MailDomains.IsDisposable(domain)
        || NamesLikeAdvertisements.Has(name);
}
