using BusinessFocus.Contracts;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Feedback.Anonymity;
using BusinessFocus.Feedback.Surveys;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.ServiceDefaults.QrCodes;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Feedback.Rooms;

/// <summary>An organiser puts a code on the wall, so that those who are in the room answer before they leave.</summary>
public static class ShowRoomCodeEndpoint
{
    private const int PixelsPerModule = 12;

    /// <summary>The code on the wall, by which those in the room answer.</summary>
    /// <param name="ActivityId">Whose survey it opens.</param>
    /// <param name="Code">What the address ends with; only the service can make one.</param>
    /// <param name="Url">What the QR code has: the address at which the survey is read and answered, as JSON.</param>
    public sealed record Room(ActivityId ActivityId, string Code, string Url);

    public static void MapShowRoomCode(this RouteGroupBuilder api)
    {
        api.MapGet("/activities/{id}/survey/room", HandleAsync)
            .Only(Roles.Organiser)
            .WithTags("Surveys")
            .WithName("readRoomCode")
            .WithSummary("Read the code on the wall");
        api.MapGet("/activities/{id}/survey/room.png", PngAsync)
            .Only(Roles.Organiser)
            .WithTags("Surveys")
            .WithName("readRoomCodeAsPng")
            .WithSummary("Draw the code on the wall as PNG")
            .AnswersAs("image/png");
        api.MapGet("/activities/{id}/survey/room.svg", SvgAsync)
            .Only(Roles.Organiser)
            .WithTags("Surveys")
            .WithName("readRoomCodeAsSvg")
            .WithSummary("Draw the code on the wall as SVG")
            .AnswersAs("image/svg+xml");
    }

    /// <summary>
    /// The code that an organiser shows in the room, for instance on a screen, and the address that it stands for: those who are there answer
    /// the survey by it. It can be made as soon as the activity is public; before, 404. For organisers.
    /// </summary>
    private static async Task<Results<Ok<Room>, ProblemHttpResult>> HandleAsync(
        ActivityId id, IQuerySession reads, BoxKeys keys, IConfiguration configuration, CancellationToken cancellationToken) =>
        await IsKnownAsync(reads, id, cancellationToken) ? TypedResults.Ok(Of(id, keys, configuration)) : CommonProblems.NotFound.ToAnswer();

    /// <summary>The code on the wall as a QR picture for screens and slides, 12 pixels to each of its squares. For organisers.</summary>
    private static Task<Results<FileContentHttpResult, ProblemHttpResult>> PngAsync(
        ActivityId id, IQuerySession reads, BoxKeys keys, IConfiguration configuration, CancellationToken cancellationToken) =>
        PictureAsync(id, QrPicture.Png, "image/png", reads, keys, configuration, cancellationToken);

    /// <summary>The code on the wall as a QR picture that is sharp in print, in any size. For organisers.</summary>
    private static Task<Results<FileContentHttpResult, ProblemHttpResult>> SvgAsync(
        ActivityId id, IQuerySession reads, BoxKeys keys, IConfiguration configuration, CancellationToken cancellationToken) =>
        PictureAsync(id, QrPicture.Svg, "image/svg+xml", reads, keys, configuration, cancellationToken);

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> PictureAsync(
        ActivityId id, Func<string, int, byte[]> draw, string mediaType, IQuerySession reads, BoxKeys keys, IConfiguration configuration, CancellationToken cancellationToken) =>
        await IsKnownAsync(reads, id, cancellationToken)
            ? TypedResults.File(draw(Of(id, keys, configuration).Url, PixelsPerModule), mediaType)
            : CommonProblems.NotFound.ToAnswer();

    private static Task<bool> IsKnownAsync(IQuerySession reads, ActivityId id, CancellationToken cancellationToken) =>
        reads.Query<Survey>().AnyAsync(survey => survey.Id == id.Value, cancellationToken);

    private static Room Of(ActivityId id, BoxKeys keys, IConfiguration configuration)
    {
        var code = RoomCode.Of(id, keys);
        return new Room(id, code, $"{configuration.PublicUrl()}/api/v1/rooms/{code}");
    }
}
