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

    /// <param name="Url">What the QR code has.</param>
    public sealed record Room(ActivityId ActivityId, string Code, string Url);

    public static void MapShowRoomCode(this RouteGroupBuilder api)
    {
        api.MapGet("/activities/{id}/survey/room", HandleAsync)
            .Only(Roles.Organiser)
            .WithTags("Surveys")
            .WithName("readRoomCode");
        api.MapGet("/activities/{id}/survey/room.png", (
                ActivityId id, IQuerySession reads, BoxKeys keys, IConfiguration configuration, CancellationToken cancellationToken) =>
                PictureAsync(id, QrPicture.Png, "image/png", reads, keys, configuration, cancellationToken))
            .Only(Roles.Organiser)
            .WithTags("Surveys")
            .WithName("readRoomCodeAsPng")
            .AnswersAs("image/png");
        api.MapGet("/activities/{id}/survey/room.svg", (
                ActivityId id, IQuerySession reads, BoxKeys keys, IConfiguration configuration, CancellationToken cancellationToken) =>
                PictureAsync(id, QrPicture.Svg, "image/svg+xml", reads, keys, configuration, cancellationToken))
            .Only(Roles.Organiser)
            .WithTags("Surveys")
            .WithName("readRoomCodeAsSvg")
            .AnswersAs("image/svg+xml");
    }

    private static async Task<Results<Ok<Room>, ProblemHttpResult>> HandleAsync(
        ActivityId id, IQuerySession reads, BoxKeys keys, IConfiguration configuration, CancellationToken cancellationToken) =>
        await IsKnownAsync(reads, id, cancellationToken) ? TypedResults.Ok(Of(id, keys, configuration)) : CommonProblems.NotFound.ToAnswer();

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
