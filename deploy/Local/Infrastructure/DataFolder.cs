using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace BusinessFocus.Local.Infrastructure;

/// <summary>The two sources of PostgreSQL and RabbitMQ.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ServerSource>))]
public enum ServerSource
{
    [JsonStringEnumMemberName("packages")]
    Packages,

    [JsonStringEnumMemberName("containers")]
    Containers,
}

/// <summary>Major versions: the data of one cannot be read by another.</summary>
/// <param name="RabbitMq">Null where it is not known: folders of earlier versions of BusinessFocus do not say.</param>
public sealed record ServerVersions(int PostgreSql, int? RabbitMq);

/// <summary>How the servers' data in a folder were made.</summary>
/// <param name="User">Whose they are; null where it is not known.</param>
public sealed record MadeBy(ServerSource Way, ServerVersions Versions, string? User)
{
    /// <summary>Why this way cannot go on with such data, and what to do; null when it can.</summary>
    /// <param name="because">Why it is this way and not the other.</param>
    public string? Refusal(string folder, ServerSource way, string user, string because)
    {
        if (User is not null && User != user)
        {
            return $"The data in {folder} are {User}'s, and this is {user}: run it as {User}, or choose another folder (./run --data DIR).";
        }

        if (Way == way)
        {
            return null;
        }

        var made = $"The data in {folder} were made by {Text(Versions)} {Name(Way)}, and servers {Name(way)} cannot read them";
        return Way == ServerSource.Containers
            ? $"{made} ({because}). To go on with them, let a Docker engine run; to begin anew, choose another folder (./run --data DIR) or remove this one."
            : $"{made}. To go on with them, {ServerSourceChoice.Variable}=packages ./run; to begin anew, choose another folder (./run --data DIR) or remove this one.";
    }

    /// <summary>Why these versions cannot go on with such data, and what to do; null when they can.</summary>
    public string? Refusal(string folder, ServerVersions versions)
    {
        var wrong = Versions.PostgreSql != versions.PostgreSql ? $"PostgreSQL {Versions.PostgreSql}, and this is PostgreSQL {versions.PostgreSql}"
            : Versions.RabbitMq is { } made && versions.RabbitMq is { } now && made != now ? $"RabbitMQ {made}, and this is RabbitMQ {now}"
            : null;
        return wrong is null ? null
            : $"The data in {folder} were made by {wrong}, which cannot read them. To go on with them, install that version; "
                + "to begin anew, choose another folder (./run --data DIR) or remove this one.";
    }

    public static string Name(ServerSource way) => way == ServerSource.Containers ? "in containers" : "from Debian's packages";

    private static string Text(ServerVersions versions) =>
        versions.RabbitMq is { } rabbitMq ? $"PostgreSQL {versions.PostgreSql} and RabbitMQ {rabbitMq}" : $"PostgreSQL {versions.PostgreSql}";
}

/// <summary>A folder with the servers' data, which says how they were made.</summary>
public sealed class DataFolder(string path)
{
    private static readonly string[] Data = ["postgres", "rabbitmq"];

    private string Mark => Path.Combine(path, "made-by.json");

    /// <summary>Null where there are no data yet.</summary>
    public MadeBy? Made()
    {
        if (File.Exists(Mark))
        {
            return JsonSerializer.Deserialize<MadeBy>(File.ReadAllText(Mark), JsonSerializerOptions.Web)
                ?? throw new InvalidOperationException($"{Mark} is empty.");
        }

        // From before there were marks: each way has its place.
        return MajorIn("postgres", "data") is { } packages ? new MadeBy(ServerSource.Packages, new ServerVersions(packages, null), null)
            : MajorIn("postgres") is { } containers ? new MadeBy(ServerSource.Containers, new ServerVersions(containers, null), null)
            : null;
    }

    /// <summary>Marked before there are data, so that there are never data without a mark.</summary>
    public void Say(MadeBy made)
    {
        var unfinished = Mark + ".part";
        File.WriteAllText(unfinished, JsonSerializer.Serialize(made, JsonSerializerOptions.Web) + "\n");
        File.Move(unfinished, Mark, overwrite: true);
    }

    /// <summary>Takes away what a start that failed has left in a folder that had no data before.</summary>
    public void Forget()
    {
        foreach (var folder in Data.Select(name => Path.Combine(path, name)).Where(Directory.Exists))
        {
            try
            {
                Directory.Delete(folder, recursive: true);
            }
            catch (UnauthorizedAccessException)
            {
                // A container's user wrote it. Out of the way it can be moved by whoever owns the folder around it.
                Directory.Move(folder, $"{folder}-unfinished-{Guid.NewGuid():N}");
            }
        }

        File.Delete(Mark);
    }

    private int? MajorIn(params string[] folders)
    {
        var file = Path.Combine([path, .. folders, "PG_VERSION"]);
        return File.Exists(file) && int.TryParse(File.ReadAllText(file).Trim().Split('.')[0], CultureInfo.InvariantCulture, out var major) ? major : null;
    }
}
