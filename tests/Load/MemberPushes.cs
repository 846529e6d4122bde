using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;

namespace BusinessFocus.Load;

/// <param name="First">Seconds of a push in which all is new.</param>
/// <param name="Again">Seconds of the same push again.</param>
/// <param name="Growth">How much more memory Registration had at most than before, in MB.</param>
public sealed record PushResult(double First, double Again, double Growth)
{
    private const int Rows = 50_000;

    public static async Task<PushResult> MeasureAsync(Festival festival)
    {
        using var association = await festival.SignInAsync("foretagarna");
        var list = Encoding.UTF8.GetBytes(List());

        // The first push is also the first time that the code runs.
        await PushAsync(association, Encoding.UTF8.GetBytes("Organisationsnummer;Företag\n5561777631;Ett\n"));
        var before = MemoryOf(festival);
        using var end = new CancellationTokenSource();
        var peak = PeakAsync(festival, end.Token);
        var first = await PushAsync(association, list);
        var again = await PushAsync(association, list);
        await end.CancelAsync();
        return new PushResult(first, again, await peak - before);
    }

    private static async Task<double> PushAsync(HttpClient association, byte[] list)
    {
        using var content = new ByteArrayContent(list) { Headers = { ContentType = new MediaTypeHeaderValue("text/csv") } };
        var start = Stopwatch.GetTimestamp();
        using var answer = await association.PutAsync("/api/v1/associations/foretagarna/members?confirm=true", content);
        return answer.IsSuccessStatusCode
            ? Stopwatch.GetElapsedTime(start).TotalSeconds
            : throw new InvalidOperationException($"{(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
    }

    private static async Task<double> PeakAsync(Festival festival, CancellationToken end)
    {
        var peak = 0.0;
        while (!end.IsCancellationRequested)
        {
            peak = Math.Max(peak, MemoryOf(festival));
            await Task.Delay(20, CancellationToken.None);
        }

        return peak;
    }

    private static double MemoryOf(Festival festival) => festival.Memory().First(each => each.Service == "registration").Megabytes;

    private static string List()
    {
        var text = new StringBuilder("Organisationsnummer;Företag;E-post;Telefon;Språk;Anställda\n");
        for (var i = 0; i < Rows; i++)
        {
            var digits = $"55{i + 2_000_000:0000000}";
            var sum = digits.Select((digit, place) => (digit - '0') * (place % 2 == 0 ? 2 : 1)).Sum(value => value > 9 ? value - 9 : value);
            text.AppendLine(System.Globalization.CultureInfo.InvariantCulture,
                $"{digits[..6]}-{digits[6..]}{(10 - (sum % 10)) % 10};Åkeriet nummer {i} i Lerum AB;info@foretag{i}.example;0302-52 {i / 100 % 100:00} {i % 100:00};sv;{i % 250}");
        }

        return text.ToString();
    }
}
