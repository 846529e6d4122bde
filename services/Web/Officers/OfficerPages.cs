namespace BusinessFocus.Web.Officers;

/// <summary>The pages of officers and other hosts.</summary>
public static class OfficerPages
{
    public static void MapOfficerPages(this IEndpointRouteBuilder routes)
    {
        routes.MapShowDay();
        routes.MapMakeAgendaLink();
        routes.MapMarkConversation();
        routes.MapOpenCase();
    }
}
