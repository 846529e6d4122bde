using BusinessFocus.Web.Site;
using BusinessFocus.Web.Stars;

namespace BusinessFocus.Web.Programme;

/// <summary><c>GET /program</c>: the programme of the edition now, by day, and what is looked for in it. Works as links and a plain form.</summary>
public static class ShowProgramme
{
    public static void MapShowProgramme(this IEndpointRouteBuilder routes) => routes.MapPage(ProgrammeFilter.Path, HandleAsync);

    private static async Task<IResult> HandleAsync(
        [AsParameters] ProgrammeFilter asked, HttpContext context, ReadFestival festival, Festival calls, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (await festival.CurrentAsync(cancellationToken) is not { } edition)
        {
            return context.Show<NoEditionPage>(new Dictionary<string, object?>(), isPublic: true);
        }

        var (filter, now) = (asked.Readable(), clock.GetUtcNow());
        var topics = calls.V1.Topics.GetAsync(cancellationToken: cancellationToken);
        var starred = Starred.In(context);

        // Only words are looked for by the interface: what each other choice would show is counted here.
        var programme = await festival.ProgrammeAsync(edition.Slug!, new ProgrammeFilter(Text: filter.Text), cancellationToken);
        return context.Show<ProgrammePage>(
            new Dictionary<string, object?>
            {
                [nameof(ProgrammePage.Programme)] = programme,
                [nameof(ProgrammePage.List)] = ProgrammeList.Of(programme, filter, now),
                [nameof(ProgrammePage.Filter)] = filter,
                [nameof(ProgrammePage.Topics)] = (await topics)?.Topics ?? [],
                [nameof(ProgrammePage.Starred)] = starred,
                [nameof(ProgrammePage.Now)] = now,
            },
            isPublic: starred.IsEmpty);
    }
}
