using System.Net.Sockets;
using System.Text;

namespace BusinessFocus.Load;

/// <param name="Open">How many were opened.</param>
/// <param name="Kilobytes">Of the gateway's memory, for each.</param>
public sealed record StreamsResult(int Open, double Kilobytes);

/// <summary>Live streams that stay open, as sockets alone, so that the clients' own memory and threads are not what is measured.</summary>
public static class Streams
{
    private const int Most = 5_000;
    private const string Gateway = "gateway";

    public static async Task<StreamsResult> MeasureAsync(Festival festival)
    {
        var activities = await festival.PlanAsync(1, capacity: 10);
        var activity = System.Text.Json.Nodes.JsonNode.Parse(await festival.Anyone.GetStringAsync($"/api/v1/activities/{activities[0]}"))!;
        var path = $"/api/v1/live?edition={activity["editionId"]}";
        var address = festival.Anyone.BaseAddress!;
        var open = new List<Socket>(Most);
        try
        {
            // What the first ones cost is the program's own: code that is compiled, pools that are filled.
            await OpenAsync(open, address, path, Most / 10);
            await Task.Delay(TimeSpan.FromSeconds(5));
            var before = MemoryOf(festival);
            await OpenAsync(open, address, path, Most);
            await Task.Delay(TimeSpan.FromSeconds(12));
            return new StreamsResult(open.Count, (MemoryOf(festival) - before) * 1024 / (Most - (Most / 10)));
        }
        finally
        {
            open.ForEach(socket => socket.Dispose());
        }
    }

    private static async Task OpenAsync(List<Socket> open, Uri address, string path, int until)
    {
        var buffer = new byte[4 * 1024];
        while (open.Count < until)
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 4 * 1024 };
            await socket.ConnectAsync(address.Host, address.Port);
            var n = open.Count;
            await socket.SendAsync(Encoding.ASCII.GetBytes(
                $"GET {path} HTTP/1.1\r\nHost: {address.Authority}\r\nX-Forwarded-For: 10.1.{n >> 8}.{n & 0xff}\r\n\r\n"));
            var read = await socket.ReceiveAsync(buffer);
            if (!Encoding.ASCII.GetString(buffer, 0, read).StartsWith("HTTP/1.1 200", StringComparison.Ordinal))
            {
                throw new InvalidOperationException($"Stream {n} was not opened: {Encoding.ASCII.GetString(buffer, 0, read)}");
            }

            open.Add(socket);
        }
    }

    private static double MemoryOf(Festival festival) => festival.Memory().Single(each => each.Service == Gateway).Megabytes;
}
