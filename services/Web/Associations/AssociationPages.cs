using BusinessFocus.Web.Site.SignIn;

namespace BusinessFocus.Web.Associations;

/// <summary>The pages of an association, and those on which organisers see all of them.</summary>
public static class AssociationPages
{
    public const string Path = "/forening";
    public const string Styles = "associations";

    public static void AddAssociationPages(this WebApplicationBuilder builder) => builder.Services.AddSingleton<SentLists>();

    public static void MapAssociationPages(this IEndpointRouteBuilder routes)
    {
        routes.MapShowAssociation();
        routes.MapShowAssociations();
        routes.MapSendList();
        routes.MapCheckList();
        routes.MapNameHeaders();
        routes.MapInviteMembers();
    }

    /// <summary>For whom somebody is signed in; empty for who speaks for none, whom the interface refuses.</summary>
    public static string OwnAssociation(this HttpContext page) => SignedIn.In(page)?.Association ?? "";

    /// <summary>Its client name as a name: all that the interface says of one to itself.</summary>
    public static string NameOf(string association) => association.Length == 0 ? "" : char.ToUpperInvariant(association[0]) + association[1..].Replace('-', ' ');
}
