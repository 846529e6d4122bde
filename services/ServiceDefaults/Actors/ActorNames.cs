using BusinessFocus.Domain.Texts;
using BusinessFocus.ServiceDefaults.Store;

namespace BusinessFocus.ServiceDefaults.Actors;

/// <summary>What kind of actor did something.</summary>
public enum ActorKind
{
    /// <summary>Somebody with an account.</summary>
    Person,

    /// <summary>A program that signs in as itself.</summary>
    Client,

    /// <summary>Whoever came by a personal link, without signing in.</summary>
    Link,

    /// <summary>Somebody without an account and without a link.</summary>
    Visitor,

    /// <summary>Nobody: a time came, or another service told something.</summary>
    System,
}

/// <summary>Who did something, as histories show it.</summary>
/// <param name="Kind">Whether it was a person, a program, somebody without an account, or nobody.</param>
/// <param name="Name">
/// What the person is called, or the client's id. Others are named in the asker's language, for instance "the link", and so is a person whose
/// name is not known any more.
/// </param>
public sealed record Actor(ActorKind Kind, string Name);

/// <summary>What those are called who did something.</summary>
public sealed class ActorNames
{
    private readonly IReadOnlyDictionary<Guid, KnownAccount> accounts;
    private readonly bool hidesStaff;

    private ActorNames(IReadOnlyDictionary<Guid, KnownAccount> accounts, bool hidesStaff) => (this.accounts, this.hidesStaff) = (accounts, hidesStaff);

    /// <summary>For staff.</summary>
    public static ActorNames Of(IEnumerable<KnownAccount> accounts) => new(accounts.ToDictionary(account => account.Id), hidesStaff: false);

    /// <summary>For who reads by a link: what staff are called is for their colleagues.</summary>
    public static ActorNames WithoutStaff { get; } = new(new Dictionary<Guid, KnownAccount>(), hidesStaff: true);

    public static Actor System => new(ActorKind.System, Languages.Choose("systemet", "the system"));

    /// <param name="stored">As <see cref="StoredActors"/> has it.</param>
    /// <returns>Null where nobody is known.</returns>
    public Actor? Of(string? stored) => stored switch
    {
        null or "" => null,
        StoredActors.Link => new(ActorKind.Link, Languages.Choose("länken", "the link")),
        StoredActors.Visitor => new(ActorKind.Visitor, Languages.Choose("en besökare", "a visitor")),
        StoredActors.System => System,
        _ => Guid.TryParse(stored, out var id) ? new(ActorKind.Person, NameOf(id)) : new(ActorKind.Client, hidesStaff ? TheOrganisers : stored),
    };

    private static string TheOrganisers => Languages.Choose("arrangörerna", "the organisers");

    private string NameOf(Guid id) => accounts.GetValueOrDefault(id) switch
    {
        _ when hidesStaff => TheOrganisers,
        { Name: { } name } => name,
        null => Languages.Choose("ett konto", "an account"),
        _ => Languages.Choose("ett tidigare konto", "a former account"),
    };
}
